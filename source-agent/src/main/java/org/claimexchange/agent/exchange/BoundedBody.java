package org.claimexchange.agent.exchange;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes an answer's body as it comes and breaks off as soon as it is larger than agreed. */
final class BoundedBody implements Consumer<Optional<byte[]>> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int limit;
  private volatile boolean overflown;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public void accept(Optional<byte[]> piece) {
    if (bytes.size() + piece.map(more -> more.length).orElse(0) > limit) {
      overflown = true;
      throw new IllegalStateException("larger than " + limit + " bytes");
    }
    piece.ifPresent(bytes::writeBytes);
  }

  boolean overflown() {
    return overflown;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
