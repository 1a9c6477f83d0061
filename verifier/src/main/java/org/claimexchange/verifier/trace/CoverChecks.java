package org.claimexchange.verifier.trace;

import org.claimexchange.model.transaction.Cover;

/** That a step rests on the consent as it was granted. */
final class CoverChecks {
  private CoverChecks() {}

  static void check(String consent, Cover cover, StepChecks checks) {
    checks.same(
        checks.ledger().statement(consent), cover.statement().digest(), FindingKind.STATEMENT);
    checks.require(cover.openings().open(cover.statement()), FindingKind.OPENINGS);
    checks.proven(cover.approval());
    checks.proven(cover.participants());
    checks.proven(cover.relation());
  }
}
