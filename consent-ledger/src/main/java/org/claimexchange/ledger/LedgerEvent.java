package org.claimexchange.ledger;

/**
 * One committed write, as every reader of the ledger sees it.
 *
 * @param function name of the contract's function, such as {@code grant}
 * @param object id of what was written
 * @param transactionId id of the transaction
 * @param block number of its block
 */
public record LedgerEvent(String function, String object, String transactionId, long block) {}
