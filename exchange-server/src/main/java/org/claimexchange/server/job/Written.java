package org.claimexchange.server.job;

import java.time.Instant;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What a ledger's outcome means for a step. */
public sealed interface Written<S> {
  /**
   * It stands on the ledger.
   *
   * @param state what stands there
   * @param transactionId id of the transaction
   * @param block number of its block
   * @param at its timestamp
   */
  record Committed<S>(S state, String transactionId, long block, Instant at)
      implements Written<S> {}

  /**
   * The contract refuses, and would again.
   *
   * @param refusal why
   */
  record Refused<S>(LedgerRefusal refusal) implements Written<S> {}

  /**
   * To be written again: nothing was heard, or something passing stood in the way.
   *
   * @param result what the step answers
   */
  record Later<S>(StepResult result) implements Written<S> {}
}
