package org.claimexchange.server.release;

import java.io.InputStream;
import java.util.function.IntFunction;

/** Bytes that lie in chunks, read one chunk after the other; an empty chunk is the end. */
final class ChunkStream extends InputStream {
  private final IntFunction<byte[]> chunks;
  private byte[] current = new byte[0];
  private int place;
  private int next;
  private boolean ended;

  /**
   * @param chunks each chunk by its number from 0; no bytes where there is none
   */
  ChunkStream(IntFunction<byte[]> chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() {
    return fill() ? current[place++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, current.length - place);
    System.arraycopy(current, place, into, offset, count);
    place += count;
    return count;
  }

  private boolean fill() {
    if (place == current.length && !ended) {
      current = chunks.apply(next++);
      place = 0;
      ended = current.length == 0;
    }
    return !ended;
  }
}
