package org.claimexchange.server.projection;

/** The ledger is not the one that was copied so far. */
public final class ReplacedLedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long block;

  /**
   * @param block number of the block that differs
   * @param expected its hash, or that of the block before it, as copied
   * @param found what the ledger says
   */
  ReplacedLedgerException(long block, String expected, String found) {
    super(
        "the ledger is not the one that was copied: at block "
            + block
            + " expected hash "
            + expected
            + ", found "
            + found
            + "; if it was replaced on purpose, run `./exchange projection rebuild`");
    this.block = block;
  }

  /** Number of the block that differs. */
  public long block() {
    return block;
  }
}
