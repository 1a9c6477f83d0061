package org.claimexchange.chaincode.request;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What a standing authorization must say when it is asked for; it is granted as it was asked. */
final class StandingCheck {
  private static final int LONGEST_POLICY = 100;

  private StandingCheck() {}

  static void check(List<Standing> asked) {
    for (Standing standing : asked) {
      unless(
          standing.noticeOfEachUse()
              && !standing.policy().isBlank()
              && standing.policy().length() <= LONGEST_POLICY,
          Code.MALFORMED,
          "a standing authorization names its policy and tells of each use");
    }
  }
}
