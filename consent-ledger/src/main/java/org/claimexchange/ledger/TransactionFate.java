package org.claimexchange.ledger;

/** What became of a transaction. */
public sealed interface TransactionFate {
  /**
   * It stands on the ledger.
   *
   * @param block number of its block
   */
  record Valid(String transactionId, long block) implements TransactionFate {}

  /**
   * It stands in a block as void.
   *
   * @param code Fabric's validation code, such as {@code MVCC_READ_CONFLICT}
   */
  record Void(String transactionId, long block, String code) implements TransactionFate {}

  /** No peer that was asked has seen it in a block so far; it may still come. */
  record NotSeen(String transactionId) implements TransactionFate {}
}
