package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** The block file is not what the network wrote: it refuses to start. */
public final class LedgerDamagedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final long block;
  private final long offset;
  private final String defect;

  LedgerDamagedException(long block, long offset, String defect) {
    super(
        "The ledger is damaged at block %d, byte offset %d: %s. Restore the file from a backup."
            .formatted(block, offset, defect));
    this.block = block;
    this.offset = offset;
    this.defect = defect;
  }

  /** Number of the first block that does not hold. */
  public long block() {
    return block;
  }

  /** Where that block's entry starts in the file, in bytes. */
  public long offset() {
    return offset;
  }

  /** What does not hold. */
  public String defect() {
    return defect;
  }
}
