package org.claimexchange.chaincode.release;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;

/** Opening a release: one use of a consent, for named parts, until a deadline. */
public final class ReleaseRules {
  private static final Duration LONGEST = Duration.ofDays(31);
  private final CallerCheck callers = new CallerCheck();
  private final CoverCheck covers = new CoverCheck();

  /** Opens a release. */
  public ReleaseState open(Call call, OpenRelease transaction) {
    OpenRelease.Open open = transaction.open();
    ReleaseBody body = transaction.hidden().body();
    callers.operator(call, transaction.hidden().caller());
    Ids.check(open.release());
    Ids.check(open.consent());
    Optional<ReleaseState> present = call.states().release(open.release());
    if (present.isPresent()) {
      unless(
          present.get().consent().equals(open.consent())
              && present.get().body().matches(open.body()),
          Code.ID_TAKEN,
          "a release with this id and another content stands on the ledger");
      return present.get();
    }
    unless(
        body.release().equals(open.release())
            && body.consent().equals(open.consent())
            && body.digest().matches(open.body()),
        Code.DIGEST_MISMATCH,
        "the body must be the one whose digest the release names");
    ConsentState consent = RevokeRules.find(call, open.consent());
    Cover cover = transaction.hidden().cover();
    covers.check(call, consent, cover, body.parts());
    Terms terms = cover.openings().terms().value();
    isNotUsedUp(consent, terms);
    isToldOf(terms, body);
    deadlineIsWithin(terms, body.deadline(), call.time());
    return write(call, open, consent);
  }

  /** A release that must stand on the ledger. */
  public static ReleaseState find(Call call, String id) {
    return call.states()
        .release(id)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "no release with this id on the ledger"));
  }

  /** Refuses unless the body is the release's and its deadline has not passed. */
  public static void isOpen(Call call, ReleaseState release, ReleaseBody body) {
    unless(
        body.digest().matches(release.body()),
        Code.DIGEST_MISMATCH,
        "the release's body must be the one whose digest stands on the ledger");
    unless(
        call.time().isBefore(body.deadline()),
        Code.DEADLINE_PASSED,
        "the release's deadline must not be past");
  }

  private static void isNotUsedUp(ConsentState consent, Terms terms) {
    unless(
        consent.releases() < terms.uses(),
        Code.CONSENT_USED_UP,
        "the consent counts for "
            + terms.uses()
            + " uses, found "
            + consent.releases()
            + " releases");
  }

  private static void isToldOf(Terms terms, ReleaseBody body) {
    unless(
        body.notices().size() == terms.standing().size(),
        Code.NOTICE_MISSING,
        "a use of a standing authorization names the notice of it, other uses none; found "
            + body.notices().size());
  }

  private static void deadlineIsWithin(Terms terms, Instant deadline, Instant time) {
    unless(
        time.isBefore(deadline) && !deadline.isAfter(terms.notAfter()),
        Code.DEADLINE_PASSED,
        "the deadline must be after now and not after the consent's end");
    unless(
        !deadline.isAfter(time.plus(LONGEST)),
        Code.DEADLINE_PASSED,
        "a release is one pull: its deadline is within " + LONGEST.toDays() + " days");
  }

  private static ReleaseState write(Call call, OpenRelease.Open open, ConsentState consent) {
    ReleaseState made =
        new ReleaseState(open.release(), open.consent(), open.body(), 0, call.time());
    call.states().put(made);
    call.states().index(made);
    call.states()
        .put(
            new ConsentState(
                consent.consent(),
                consent.request(),
                consent.statement(),
                consent.proof(),
                consent.status(),
                consent.releases() + 1,
                call.time()));
    return made;
  }
}
