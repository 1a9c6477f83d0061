package org.claimexchange.verifier.trace;

import org.claimexchange.verifier.blocks.LedgerTransaction;

/**
 * One thing that does not fit.
 *
 * @param kind what
 * @param transaction id of the ledger's transaction; empty where it is about none
 * @param block number of its block; -1 where it is about none
 * @param detail where in the feed, or what of the step; nothing personal
 */
public record Finding(FindingKind kind, String transaction, long block, String detail) {
  static Finding at(FindingKind kind, LedgerTransaction transaction, String detail) {
    return new Finding(kind, transaction.id(), transaction.place().block(), detail);
  }

  static Finding ofLedger(FindingKind kind, long block, String detail) {
    return new Finding(kind, "", block, detail);
  }

  static Finding ofFeed(FindingKind kind, String transaction, String detail) {
    return new Finding(kind, transaction, -1, detail);
  }
}
