package org.claimexchange.verifier.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.claimexchange.model.disclosure.Digest;

/** The bytes of one file: exactly as many as its header says, with its check sum. */
final class FileBody {

  private static final int BUFFER = 64 * 1024;

  private final ZipFields.Entry entry;
  private final OutputStream copy;
  private final CRC32 crc = new CRC32();
  private final MessageDigest hash = Digest.sha256();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final boolean holds;
  private long size;

  private FileBody(ZipFields.Entry entry, OutputStream copy) {
    this.entry = entry;
    this.copy = copy;
    this.holds = !ContainerLayout.isOriginal(entry.name());
  }

  static FileBody read(InputStream in, ZipFields.Entry entry, OutputStream copy)
      throws ContainerException, IOException {
    FileBody body = new FileBody(entry, copy);
    if (entry.method() == ZipFields.STORED) {
      body.stored(in);
    } else {
      body.inflated(in);
    }
    if (body.size != entry.size() || (int) body.crc.getValue() != entry.crc()) {
      throw ContainerReader.damaged(entry.name());
    }
    return body;
  }

  Optional<byte[]> held() {
    return holds ? Optional.of(held.toByteArray()) : Optional.empty();
  }

  Digest sha256() {
    return Digest.ofHash(hash.digest());
  }

  private void stored(InputStream in) throws ContainerException, IOException {
    byte[] buffer = new byte[BUFFER];
    long left = entry.compressed();
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw ContainerReader.damaged(entry.name());
      }
      take(buffer, read);
      left -= read;
    }
  }

  private void inflated(InputStream in) throws ContainerException, IOException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] input = new byte[BUFFER];
      byte[] output = new byte[BUFFER];
      long left = entry.compressed();
      while (!inflater.finished()) {
        int inflated = inflater.inflate(output);
        take(output, inflated);
        if (inflated == 0 && !inflater.finished()) {
          if (inflater.needsDictionary() || left == 0 || !inflater.needsInput()) {
            throw ContainerReader.damaged(entry.name());
          }
          int read = in.read(input, 0, (int) Math.min(input.length, left));
          if (read < 0) {
            throw ContainerReader.damaged(entry.name());
          }
          inflater.setInput(input, 0, read);
          left -= read;
        }
      }
      if (left != 0 || inflater.getRemaining() != 0) {
        throw ContainerReader.damaged(entry.name());
      }
    } catch (DataFormatException e) {
      throw ContainerReader.damaged(entry.name());
    } finally {
      inflater.end();
    }
  }

  private void take(byte[] bytes, int length) throws ContainerException, IOException {
    size += length;
    if (size > entry.size()) {
      throw ContainerReader.damaged(entry.name());
    }
    crc.update(bytes, 0, length);
    hash.update(bytes, 0, length);
    copy.write(bytes, 0, length);
    if (holds) {
      held.write(bytes, 0, length);
    }
  }
}
