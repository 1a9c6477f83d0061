package org.claimexchange.verifier.blocks;

/** Blocks that cannot be believed: nothing behind the first such block is read. */
public final class BlocksException extends Exception {
  private static final long serialVersionUID = 1L;

  private final BlockDefect defect;
  private final long block;

  public BlocksException(BlockDefect defect, long block) {
    super("block " + block + ", " + defect.id() + ": " + defect.sentence());
    this.defect = defect;
    this.block = block;
  }

  /** What is wrong. */
  public BlockDefect defect() {
    return defect;
  }

  /** Number of the first block that does not hold. */
  public long block() {
    return block;
  }
}
