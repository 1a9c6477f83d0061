package org.claimexchange.fhir.read;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a body as it comes, and breaks off as soon as it is larger than agreed: for {@code
 * HttpResponse.BodyHandlers.ofByteArrayConsumer}. Of one body.
 */
public final class BoundedBody implements Consumer<Optional<byte[]>> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int limit;
  private volatile boolean overflown;

  /**
   * @param limit the most bytes
   */
  public BoundedBody(int limit) {
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

  /** Whether it was broken off since more came. */
  public boolean overflown() {
    return overflown;
  }

  /** What came so far. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
