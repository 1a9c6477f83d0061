package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Whether a consent's period and number of uses can be agreed to now, and a standing authorization
 * is the one that was asked for: for one policy, with bounded uses, each of them told.
 */
final class TermsCheck {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_USES = 1000;
  private static final int MOST_USES_OF_ONE_CASE = 20;

  void check(Terms terms, List<Standing> asked, Instant time) {
    unless(
        terms.standing().isEmpty() || terms.standing().equals(asked),
        Code.STANDING_NOT_ASKED,
        "a standing authorization must be the one that the request asks for");
    unless(
        time.isBefore(terms.notAfter()),
        Code.CONSENT_EXPIRED,
        "the consent must end after it is given");
    unless(
        Duration.between(terms.notBefore(), terms.notAfter()).compareTo(LONGEST) <= 0,
        Code.MALFORMED,
        "a consent counts for at most " + LONGEST.toDays() + " days");
    unless(
        !terms.notAfter().isAfter(time.plus(LONGEST)),
        Code.MALFORMED,
        "a consent ends within " + LONGEST.toDays() + " days");
    int mostUses = terms.standing().isEmpty() ? MOST_USES_OF_ONE_CASE : MOST_USES;
    unless(
        terms.uses() <= mostUses,
        Code.MALFORMED,
        "such a consent counts for at most " + mostUses + " uses, found " + terms.uses());
  }
}
