package org.claimexchange.server.projection;

/** The ledger is not the one that was copied so far. */
public final class ReplacedLedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long block;
  private final String sentence;

  /**
   * @param block number of the block that differs
   * @param expected its hash, or that of the block before it, as copied
   * @param found what the ledger says
   */
  ReplacedLedgerException(long block, String expected, String found) {
    this(block, sentence(block, expected, found));
  }

  private ReplacedLedgerException(long block, String sentence) {
    super(sentence);
    this.block = block;
    this.sentence = sentence;
  }

  private static String sentence(long block, String expected, String found) {
    return "the ledger is not the one that was copied: at block "
        + block
        + " expected hash "
        + expected
        + ", found "
        + found
        + "; if it was replaced on purpose, run `./exchange projection rebuild`";
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return sentence;
  }

  /** Number of the block that differs. */
  public long block() {
    return block;
  }
}
