package org.claimexchange.agent.find;

import java.io.IOException;

/** The bytes of a file, which are not held before they are needed. */
@FunctionalInterface
public interface Content {
  /** The largest file that goes, in bytes. */
  int MOST_BYTES = 64 * 1024 * 1024;

  /**
   * Reads all of it.
   *
   * @throws IOException if it is not there any more, or larger than {@link #MOST_BYTES}
   */
  byte[] read() throws IOException;
}
