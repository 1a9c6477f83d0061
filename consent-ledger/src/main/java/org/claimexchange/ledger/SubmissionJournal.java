package org.claimexchange.ledger;

import org.claimexchange.model.transaction.Transaction;

/**
 * Is told each transaction, with both its sides, before it is handed in: so that after a crash its
 * caller knows what to ask for, and so that nothing stands on the ledger whose openings were not
 * kept first. If it throws, the transaction is not handed in and the exception goes to the caller
 * of the write.
 */
@FunctionalInterface
public interface SubmissionJournal {
  /**
   * A transaction is endorsed and about to be handed in; called once for each attempt, by the
   * thread that writes. What it keeps must be durable when it returns. Whether the transaction is
   * ever committed is not known then.
   *
   * @param transaction what is handed in: function, open side, hidden side
   * @param objectId id of what it writes: of the request, consent, release or delivery; of a
   *     register its name
   * @param transactionId id of the ledger's transaction
   */
  void submitting(Transaction transaction, String objectId, String transactionId);

  /** Keeps nothing. */
  static SubmissionJournal none() {
    return (transaction, objectId, transactionId) -> {};
  }
}
