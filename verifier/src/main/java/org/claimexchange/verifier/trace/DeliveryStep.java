package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.RecordDelivery;

/** A sealed package was recorded. */
final class DeliveryStep implements StepKind<RecordDelivery.Open, RecordDelivery.Hidden> {
  @Override
  public String function() {
    return RecordDelivery.FUNCTION;
  }

  @Override
  public String title() {
    return "交付";
  }

  @Override
  public Class<RecordDelivery.Open> openType() {
    return RecordDelivery.Open.class;
  }

  @Override
  public Class<RecordDelivery.Hidden> hiddenType() {
    return RecordDelivery.Hidden.class;
  }

  @Override
  public Subject subject(RecordDelivery.Open open) {
    return new Subject.OfRelease(open.release());
  }

  @Override
  public void note(RecordDelivery.Open open, Instant time, LedgerIndex ledger) {
    ledger.delivery(open.delivery(), open.release(), open.sealed());
  }

  @Override
  public void check(RecordDelivery.Open open, RecordDelivery.Hidden hidden, StepChecks checks) {
    DeliveryBody body = hidden.body();
    ReleaseBody release = hidden.release();
    checks.require(
        body.digest().matches(open.body())
            && body.delivery().equals(open.delivery())
            && body.release().equals(open.release()),
        FindingKind.DELIVERY_BODY);
    checks.same(
        checks.ledger().releaseBody(open.release()), release.digest(), FindingKind.RELEASE_BODY);
    checks.require(
        new HashSet<>(release.parts()).containsAll(body.parts()), FindingKind.DELIVERY_SCOPE);
    Optional<String> consent = checks.ledger().consentOfRelease(open.release());
    checks.require(
        body.supersedes().stream()
            .allMatch(older -> checks.ledger().consentOfDelivery(older).equals(consent)),
        FindingKind.SUPERSEDES);
    CoverChecks.check(consent.orElse(""), hidden.cover(), checks);
    checks.proven(hidden.caller());
  }

  @Override
  public void tellOpen(RecordDelivery.Open open, Telling telling) {
    telling.fact("delivery", "交付号", open.delivery());
    telling.fact("sealed", "密封包 SHA-256", telling.words().sha256(open.sealed()));
  }

  @Override
  public void tell(RecordDelivery.Open open, RecordDelivery.Hidden hidden, Telling telling) {
    tellOpen(open, telling);
    telling.fact(
        "sources", "来源", telling.sources(hidden.body().parts(), hidden.cover().openings().parts()));
    telling.fact("documents", "文件数", Integer.toString(hidden.body().documents().size()));
    hidden.body().supersedes().forEach(older -> telling.fact("supersedes", "取代先前交付", older));
  }
}
