package org.claimexchange.ledger;

import java.time.Instant;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What came of a write. Each kind asks for something else of its caller. */
public sealed interface LedgerOutcome<S> {
  /**
   * It stands on the ledger.
   *
   * @param state what it wrote; where the same was written before, what stands there now
   * @param transactionId id of this transaction
   * @param block number of its block
   * @param at its timestamp
   */
  record Committed<S>(S state, String transactionId, long block, Instant at)
      implements LedgerOutcome<S> {}

  /** The contract refuses it, and would again: nothing was submitted. */
  record Refused<S>(LedgerRefusal refusal) implements LedgerOutcome<S> {}

  /**
   * The peers needed did not endorse it, for want of one or of agreement: nothing was submitted,
   * try again later.
   *
   * @param reason for operators; tells nothing about a person
   */
  record NotEndorsed<S>(String reason) implements LedgerOutcome<S> {}

  /**
   * The contract itself failed, or refuses for a reason that is not known here, at all peers that
   * must endorse: a defect, or a contract newer than this client. Nothing was submitted.
   *
   * @param reason for operators; tells nothing about a person
   */
  record Failed<S>(String reason) implements LedgerOutcome<S> {}

  /**
   * It stands in a block as void, even after the retries that the settings allow: try again.
   *
   * @param transactionId id of the last attempt
   * @param code Fabric's validation code, such as {@code MVCC_READ_CONFLICT}
   */
  record Invalidated<S>(String transactionId, String code) implements LedgerOutcome<S> {}

  /**
   * It was handed in, and nothing was heard of it: ask {@link ConsentLedger#find}, or send the same
   * once more.
   *
   * @param transactionId id of the transaction
   */
  record Unknown<S>(String transactionId) implements LedgerOutcome<S> {}
}
