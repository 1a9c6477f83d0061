package org.claimexchange.ledger;

/**
 * Is told the id of each transaction before it is handed in, so that after a crash its caller knows
 * what to ask for. If it throws, the transaction is not handed in and the exception goes to the
 * caller of the write.
 */
@FunctionalInterface
public interface SubmissionJournal {
  /**
   * A transaction is about to be handed in; called once for each attempt, by the thread that
   * writes.
   *
   * @param function name of the contract's function
   * @param objectId id of what it writes: of the request, consent, release or delivery; of a
   *     register its name
   * @param transactionId id of the transaction
   */
  void submitting(String function, String objectId, String transactionId);

  /** Keeps nothing. */
  static SubmissionJournal none() {
    return (function, objectId, transactionId) -> {};
  }
}
