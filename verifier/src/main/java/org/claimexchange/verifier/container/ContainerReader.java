package org.claimexchange.verifier.container;

import static org.claimexchange.verifier.container.ContainerDefect.DAMAGED;
import static org.claimexchange.verifier.container.ContainerDefect.DUPLICATE;
import static org.claimexchange.verifier.container.ContainerDefect.MEDIA_TYPE;
import static org.claimexchange.verifier.container.ContainerDefect.MISSING;
import static org.claimexchange.verifier.container.ContainerDefect.NAME;
import static org.claimexchange.verifier.container.ContainerDefect.NOT_A_ZIP;
import static org.claimexchange.verifier.container.ContainerDefect.NOT_CANONICAL;
import static org.claimexchange.verifier.container.ContainerDefect.TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.verifier.container.Container.StoredFile;

/**
 * Reads a container from its first byte to its last, once, without seeking. What is not exactly as
 * {@link CanonicalZip} writes it is refused.
 */
public final class ContainerReader {

  private static final int MAX_NAME = 400;

  private final ContainerLimits limits;

  public ContainerReader(ContainerLimits limits) {
    this.limits = limits;
  }

  /** What happens to the bytes of each file as they pass; they are not yet checked. */
  @FunctionalInterface
  public interface Copies {
    /** Where a copy of this file goes. */
    java.io.OutputStream of(String name) throws IOException;
  }

  /**
   * Reads a container.
   *
   * @throws ContainerException if it is not one, or not in the one form
   * @throws IOException if the stream fails
   */
  public Container read(InputStream in) throws ContainerException, IOException {
    return read(in, name -> java.io.OutputStream.nullOutputStream());
  }

  /** As {@link #read(InputStream)}, and hands out copies of the files on the way. */
  public Container read(InputStream in, Copies copies) throws ContainerException, IOException {
    List<ZipFields.Entry> entries = new ArrayList<>();
    List<StoredFile> files = new ArrayList<>();
    Map<String, byte[]> held = new HashMap<>();
    Set<String> names = new HashSet<>();
    long offset = 0;
    long total = 0;
    int signature = ByteBuffer.wrap(exactly(in, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    while (signature == ZipFields.LOCAL) {
      ZipFields.Entry entry = localHeader(in, offset);
      acceptable(entry, entries.size(), names);
      total += entry.size();
      require(total <= limits.maxTotalBytes(), TOO_LARGE, "all files together");
      try (java.io.OutputStream copy = copies.of(entry.name())) {
        FileBody body = FileBody.read(in, entry, copy);
        files.add(new StoredFile(entry.name(), entry.size(), body.sha256()));
        body.held().ifPresent(bytes -> held.put(entry.name(), bytes));
      }
      entries.add(entry);
      offset += entry.local().length + entry.compressed();
      signature = ByteBuffer.wrap(exactly(in, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
    require(!entries.isEmpty(), NOT_A_ZIP, "a ZIP file begins with a file");
    directory(in, signature, entries, offset);
    complete(names, held);
    return new Container(files, held);
  }

  private static ZipFields.Entry localHeader(InputStream in, long offset)
      throws ContainerException, IOException {
    byte[] rest = exactly(in, ZipFields.LOCAL_BYTES - 4);
    ByteBuffer fields = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
    int method = Short.toUnsignedInt(fields.getShort(4));
    int nameLength = Short.toUnsignedInt(fields.getShort(22));
    require(nameLength > 0 && nameLength <= MAX_NAME, NAME, "1 to " + MAX_NAME + " bytes of name");
    require(fields.getShort(24) == 0, NOT_CANONICAL, "no extra fields");
    byte[] name = exactly(in, nameLength);
    ZipFields.Entry entry =
        new ZipFields.Entry(
            new String(name, StandardCharsets.UTF_8),
            method,
            fields.getInt(10),
            Integer.toUnsignedLong(fields.getInt(14)),
            Integer.toUnsignedLong(fields.getInt(18)),
            offset);
    byte[] expected = entry.local();
    boolean same =
        Arrays.equals(expected, 4, ZipFields.LOCAL_BYTES, rest, 0, rest.length)
            && Arrays.equals(entry.nameBytes(), name);
    require(same, NOT_CANONICAL, "a local header in its one form");
    return entry;
  }

  private void acceptable(ZipFields.Entry entry, int place, Set<String> names)
      throws ContainerException {
    boolean isType = entry.name().equals(ContainerLayout.MIMETYPE);
    require(isType == (place == 0), MEDIA_TYPE, "the media type as the first file");
    require(ContainerLayout.isKnown(entry.name()), NAME, "a name that a package has");
    require(names.add(entry.name()), DUPLICATE, "each name once");
    require(place < limits.maxFiles(), TOO_LARGE, "at most " + limits.maxFiles() + " files");
    boolean original = ContainerLayout.isOriginal(entry.name());
    int method = isType || original ? ZipFields.STORED : ZipFields.DEFLATED;
    require(entry.method() == method, NOT_CANONICAL, "method " + method + " for this file");
    require(
        method == ZipFields.DEFLATED || entry.compressed() == entry.size(),
        NOT_CANONICAL,
        "equal sizes of a stored file");
    long max = original ? limits.maxOriginalBytes() : limits.maxFileBytes();
    require(entry.size() <= max, TOO_LARGE, "at most " + max + " bytes of a file");
    require(
        entry.size() <= 1024 + entry.compressed() * limits.maxRatio(),
        TOO_LARGE,
        "at most " + limits.maxRatio() + " times the compressed size");
  }

  private static void directory(
      InputStream in, int signature, List<ZipFields.Entry> entries, long offset)
      throws ContainerException, IOException {
    require(signature == ZipFields.CENTRAL, NOT_CANONICAL, "the directory behind the last file");
    long size = 0;
    boolean first = true;
    for (ZipFields.Entry entry : entries) {
      byte[] expected = entry.central();
      byte[] found = exactly(in, first ? expected.length - 4 : expected.length);
      require(
          Arrays.equals(expected, first ? 4 : 0, expected.length, found, 0, found.length),
          NOT_CANONICAL,
          "a directory that repeats the local headers");
      first = false;
      size += expected.length;
    }
    byte[] end = ZipFields.end(entries.size(), size, offset);
    require(
        Arrays.equals(end, exactly(in, end.length)),
        NOT_CANONICAL,
        "an end record in its one form");
    require(in.read() < 0, NOT_CANONICAL, "nothing behind the end record");
  }

  private static void complete(Set<String> names, Map<String, byte[]> held)
      throws ContainerException {
    byte[] type = held.getOrDefault(ContainerLayout.MIMETYPE, new byte[0]);
    require(
        Arrays.equals(type, ContainerLayout.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII)),
        MEDIA_TYPE,
        ContainerLayout.MEDIA_TYPE);
    for (String name : ContainerLayout.REQUIRED) {
      require(names.contains(name), MISSING, name);
    }
    if (ContainerLayout.OF_SM2.stream().anyMatch(names::contains)) {
      for (String name : ContainerLayout.OF_SM2) {
        require(names.contains(name), MISSING, name);
      }
    }
    require(names.contains(ContainerLayout.document(1)), MISSING, ContainerLayout.document(1));
  }

  static byte[] exactly(InputStream in, int length) throws ContainerException, IOException {
    byte[] bytes = in.readNBytes(length);
    require(bytes.length == length, NOT_A_ZIP, "more bytes than there are");
    return bytes;
  }

  static void require(boolean holds, ContainerDefect defect, String expected)
      throws ContainerException {
    if (!holds) {
      throw new ContainerException(defect, "expected " + expected);
    }
  }

  static ContainerException damaged(String name) {
    return new ContainerException(DAMAGED, "expected bytes that fit size and check sum of " + name);
  }
}
