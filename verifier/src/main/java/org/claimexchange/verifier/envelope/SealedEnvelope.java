package org.claimexchange.verifier.envelope;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.Provider;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.claimexchange.verifier.envelope.EnvelopeException.Reason;

/**
 * A sealed package: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084) or SM4-GCM, in
 * DER. Nothing is handed out before the tag over all of it was checked; the file is read twice for
 * that, so that its size is not bounded by the memory.
 */
public final class SealedEnvelope {
  /** The most recipients of one file; more are neither sealed to nor read. */
  public static final int MAX_RECIPIENTS = 16;

  private static final int BUFFER = 64 * 1024;

  private final Source source;
  private final DerHeader header;
  private final SecretKeySpec key;

  /** Where the bytes lie. */
  @FunctionalInterface
  private interface Source {
    SeekableByteChannel open() throws IOException;
  }

  private SealedEnvelope(Source source, DerHeader header, SecretKeySpec key) {
    this.source = source;
    this.header = header;
    this.key = key;
  }

  /**
   * Opens a file with a recipient's key, RSA, EC or SM2, and checks its tag.
   *
   * @throws EnvelopeException if it cannot be opened or was changed
   * @throws IOException if the file cannot be read
   */
  public static SealedEnvelope open(Path file, PrivateKey key)
      throws EnvelopeException, IOException {
    return open(
        () -> FileChannel.open(file, StandardOpenOption.READ), key, new BouncyCastleProvider());
  }

  /**
   * As {@link #open(Path, PrivateKey)}, for an envelope that fits into memory.
   *
   * @param provider of cryptography: Bouncy Castle's, made once where many envelopes are opened
   */
  public static SealedEnvelope open(byte[] sealed, PrivateKey key, Provider provider)
      throws EnvelopeException, IOException {
    byte[] copy = sealed.clone();
    return open(() -> new BytesChannel(copy), key, provider);
  }

  private static SealedEnvelope open(Source source, PrivateKey key, Provider provider)
      throws EnvelopeException, IOException {
    DerHeader header;
    try (SeekableByteChannel channel = source.open()) {
      header = DerHeader.read(channel);
    }
    SealedEnvelope envelope =
        new SealedEnvelope(source, header, new ContentKey(provider).find(header, key));
    try (InputStream in = envelope.content()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (Damaged e) {
      throw new EnvelopeException(Reason.DAMAGED, "the tag does not fit: the file was changed");
    }
    return envelope;
  }

  /** The content. Its end is an {@link IOException} should the file have changed meanwhile. */
  public InputStream content() throws IOException {
    SeekableByteChannel channel = source.open();
    channel.position(header.ciphertextFrom());
    return new BufferedInputStream(
        new Decrypting(Channels.newInputStream(channel), header, key), BUFFER);
  }

  private static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged() {
      super("a sealed file that was changed");
    }
  }

  /** Hands out bytes as they come: its caller has checked the tag in a pass of its own. */
  private static final class Decrypting extends FilterInputStream {
    private final ContentDecryption decryption;
    private final byte[] tag;
    private long left;
    private boolean done;
    private byte[] plain = new byte[0];
    private int next;

    Decrypting(InputStream in, DerHeader header, SecretKeySpec key) {
      super(in);
      this.decryption = ContentDecryption.of(header, key);
      this.tag = header.tag();
      this.left = header.ciphertextLength();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
      while (next == plain.length && !done) {
        refill();
      }
      if (next == plain.length) {
        return length == 0 ? 0 : -1;
      }
      int some = Math.min(length, plain.length - next);
      System.arraycopy(plain, next, out, from, some);
      next += some;
      return some;
    }

    private void refill() throws IOException {
      byte[] input = in.readNBytes((int) Math.min(left, BUFFER));
      left -= input.length;
      next = 0;
      if (input.length > 0) {
        plain = decryption.next(input);
        return;
      }
      if (left > 0) {
        throw new Damaged();
      }
      done = true;
      plain = decryption.last(tag).orElseThrow(Damaged::new);
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, BUFFER)).length;
    }
  }
}
