package org.claimexchange.ledger;

import java.util.Iterator;

/**
 * Committed writes in their order. {@code hasNext} waits for the next; it is false once closed, and
 * throws {@link LedgerUnavailableException} where the stream breaks: open another from the last
 * block seen.
 */
public interface LedgerEvents extends Iterator<LedgerEvent>, AutoCloseable {
  /** Ends the stream, from any thread. */
  @Override
  void close();
}
