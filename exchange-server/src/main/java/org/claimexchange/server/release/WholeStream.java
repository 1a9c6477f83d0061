package org.claimexchange.server.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.source.SourceDocument;

/** A file's bytes, judged at their end: as many as announced, with the announced digest. */
final class WholeStream extends FilterInputStream {
  private final SourceDocument announced;
  private final MessageDigest digest = Digest.sha256();
  private long count;

  WholeStream(InputStream in, SourceDocument announced) {
    super(in);
    this.announced = announced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws IOException at the end, if these are not the bytes that were announced
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
      count += read;
    } else if (read < 0) {
      judge();
    }
    return read;
  }

  private void judge() throws IOException {
    MessageDigest soFar;
    try {
      soFar = (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
    if (count != announced.size() || !Digest.ofHash(soFar.digest()).equals(announced.digest())) {
      throw new IOException("a file that was kept is not whole");
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes(Math.toIntExact(Math.min(bytes, 1 << 16))).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
