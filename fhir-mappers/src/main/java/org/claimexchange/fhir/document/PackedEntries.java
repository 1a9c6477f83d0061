package org.claimexchange.fhir.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * JSON of entries, one after the other, compressed: fee lines repeat themselves, so that little is
 * left of them. In memory alone, since they are somebody's records.
 */
final class PackedEntries {
  private static final int CHUNK = 64 * 1024;

  private final List<byte[]> full = new ArrayList<>();
  private final ByteArrayOutputStream last = new ByteArrayOutputStream(CHUNK);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DataOutputStream in =
      new DataOutputStream(new DeflaterOutputStream(last, deflater));
  private boolean closed;

  /** Adds an entry's JSON. */
  void add(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      in.writeInt(bytes.length);
      in.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    if (last.size() >= CHUNK) {
      full.add(last.toByteArray());
      last.reset();
    }
  }

  /** No more will come. */
  void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    } finally {
      deflater.end();
    }
    full.add(last.toByteArray());
    last.reset();
    closed = true;
  }

  /** Hands over each entry's JSON, in its order. */
  void forEach(DocumentJson.EntryReader reader) throws IOException {
    if (!closed) {
      throw new IllegalStateException("expected all entries to have come");
    }
    try (DataInputStream out = new DataInputStream(new InflaterInputStream(bytes()))) {
      for (int length = length(out); length >= 0; length = length(out)) {
        reader.entry(new String(out.readNBytes(length), StandardCharsets.UTF_8));
      }
    }
  }

  private InputStream bytes() {
    return new SequenceInputStream(
        Collections.enumeration(full.stream().map(ByteArrayInputStream::new).toList()));
  }

  /** The next entry's length; less than 0 at the end. */
  private static int length(DataInputStream out) throws IOException {
    int first = out.read();
    return first < 0 ? first : first << 24 | out.readUnsignedByte() << 16 | out.readUnsignedShort();
  }
}
