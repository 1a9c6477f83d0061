package org.claimexchange.ledger;

import java.util.Iterator;

/**
 * Blocks in their order, none left out. {@code hasNext} waits for the next; it is false once
 * closed, and throws {@link LedgerUnavailableException} where the stream breaks: open another from
 * the block after the last one seen.
 */
public interface LedgerBlocks extends Iterator<LedgerBlock>, AutoCloseable {
  /** Ends the stream, from any thread. */
  @Override
  void close();
}
