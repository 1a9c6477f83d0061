package org.claimexchange.verifier.container;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.claimexchange.model.disclosure.Digest;

/**
 * Prepares a ZIP file in its one form: the same files give the same bytes, and its length is known
 * before its first byte is written. Originals are stored as they are and read twice, the others are
 * deflated in memory. Not safe for use by several threads.
 */
public final class CanonicalZip {

  private static final long MAX_BYTES = 0xFFFFFFFFL;
  private static final int MAX_FILES = 0xFFFF;
  private static final int BUFFER = 64 * 1024;

  private final List<Prepared> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long offset;

  /** Bytes that can be read more than once. */
  @FunctionalInterface
  public interface Bytes {
    /** The same bytes from their beginning, each time. */
    InputStream open() throws IOException;
  }

  /** Bytes that are written when they are wanted. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is not closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  private record Prepared(ZipFields.Entry entry, Bytes data) {}

  /** Adds a file without compression. */
  public Digest store(String name, Bytes bytes) throws IOException {
    CRC32 crc = new CRC32();
    MessageDigest sha256 = Digest.sha256();
    long size = 0;
    try (InputStream in = bytes.open()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        sha256.update(buffer, 0, read);
        size += read;
      }
    }
    add(name, ZipFields.STORED, (int) crc.getValue(), size, size, bytes);
    return Digest.ofHash(sha256.digest());
  }

  /** Adds a file with compression. */
  public Digest deflate(String name, byte[] bytes) throws IOException {
    return deflate(name, out -> out.write(bytes));
  }

  /** Adds a file with compression that is written as it is compressed. */
  public Digest deflate(String name, Content content) throws IOException {
    CRC32 crc = new CRC32();
    MessageDigest sha256 = Digest.sha256();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    long size;
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(compressed, deflater, BUFFER)) {
      OutputStream out =
          new BufferedOutputStream(
              new DigestOutputStream(new CheckedOutputStream(deflating, crc), sha256), BUFFER);
      content.writeTo(out);
      out.flush();
      deflating.finish();
      size = deflater.getBytesRead();
    } finally {
      deflater.end();
    }
    byte[] bytes = compressed.toByteArray();
    add(
        name,
        ZipFields.DEFLATED,
        (int) crc.getValue(),
        bytes.length,
        size,
        () -> new java.io.ByteArrayInputStream(bytes));
    return Digest.ofHash(sha256.digest());
  }

  /** Number of bytes that {@link #writeTo} will write. */
  public long length() {
    return offset + directory().length + ZipFields.end(0, 0, 0).length;
  }

  /**
   * Writes the file.
   *
   * @throws IOException if an original has changed its length meanwhile, too
   */
  public void writeTo(OutputStream out) throws IOException {
    for (Prepared file : files) {
      out.write(file.entry().local());
      long written;
      try (InputStream in = file.data().open()) {
        written = in.transferTo(out);
      }
      if (written != file.entry().compressed()) {
        throw new IOException("a file changed while it was packed");
      }
    }
    byte[] directory = directory();
    out.write(directory);
    out.write(ZipFields.end(files.size(), directory.length, offset));
  }

  private void add(String name, int method, int crc, long compressed, long size, Bytes data)
      throws IOException {
    if (!names.add(name) || files.size() == MAX_FILES) {
      throw new IOException("each file of a package has its own name");
    }
    ZipFields.Entry entry = new ZipFields.Entry(name, method, crc, compressed, size, offset);
    offset += entry.local().length + compressed;
    if (offset > MAX_BYTES || size > MAX_BYTES) {
      throw new IOException("a package has at most 4 GB");
    }
    files.add(new Prepared(entry, data));
  }

  private byte[] directory() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.forEach(file -> out.writeBytes(file.entry().central()));
    return out.toByteArray();
  }
}
