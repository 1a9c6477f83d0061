package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.HashSet;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.OpenRelease;

/** One pull was permitted. */
final class ReleaseStep implements StepKind<OpenRelease.Open, OpenRelease.Hidden> {
  @Override
  public String function() {
    return OpenRelease.FUNCTION;
  }

  @Override
  public String title() {
    return "许可调取";
  }

  @Override
  public Class<OpenRelease.Open> openType() {
    return OpenRelease.Open.class;
  }

  @Override
  public Class<OpenRelease.Hidden> hiddenType() {
    return OpenRelease.Hidden.class;
  }

  @Override
  public Subject subject(OpenRelease.Open open) {
    return new Subject.OfConsent(open.consent());
  }

  @Override
  public void note(OpenRelease.Open open, Instant time, LedgerIndex ledger) {
    ledger.release(open.release(), open.consent(), open.body());
    ledger.summary(open.consent()).released();
  }

  @Override
  public void check(OpenRelease.Open open, OpenRelease.Hidden hidden, StepChecks checks) {
    ReleaseBody body = hidden.body();
    checks.require(
        body.digest().matches(open.body())
            && body.release().equals(open.release())
            && body.consent().equals(open.consent()),
        FindingKind.RELEASE_BODY);
    checks.require(
        new HashSet<>(hidden.cover().statement().parts()).containsAll(body.parts()),
        FindingKind.RELEASE_SCOPE);
    checks.require(
        body.notices().size() == hidden.cover().openings().terms().value().standing().size(),
        FindingKind.NOTICE);
    CoverChecks.check(open.consent(), hidden.cover(), checks);
    checks.proven(hidden.caller());
  }

  @Override
  public void tell(OpenRelease.Open open, OpenRelease.Hidden hidden, Telling telling) {
    telling.fact(
        "sources",
        "数据源",
        telling.sources(hidden.body().parts(), hidden.cover().openings().parts()));
    telling.fact("deadline", "截止", telling.words().time(hidden.body().deadline()));
    hidden
        .body()
        .notices()
        .forEach(notice ->
            telling.fact("notice", "告知本人", "告知书 SHA-256 " + telling.words().sha256(notice)));
  }
}
