package org.claimexchange.ledger.embedded;

/**
 * How far the ledger has come.
 *
 * @param height number of blocks, genesis included
 * @param headerHash lower-case hexadecimal SHA-256 of the last block's header, as the next block
 *     would carry it
 */
public record LedgerHeight(long height, String headerHash) {
  public LedgerHeight {
    if (height < 1) {
      throw new IllegalArgumentException(
          "A ledger has at least its first block, height was " + height);
    }
    if (!headerHash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "Expected 64 lower-case hexadecimal digits as the header's hash");
    }
  }
}
