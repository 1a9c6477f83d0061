package org.claimexchange.server.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file that others replace: read only where it is another one than the last that was judged. */
final class WatchedFile {
  private final Path file;
  private final int largest;
  private Optional<Stamp> judged = Optional.empty();
  private Stamp seen = new Stamp(FileTime.fromMillis(0), -1, "");

  /**
   * @param largest in bytes; a larger one is not read
   */
  WatchedFile(Path file, int largest) {
    this.file = file;
    this.largest = largest;
  }

  /** What tells one content from another without reading it. */
  private record Stamp(FileTime changed, long size, String key) {}

  /** What a look found. */
  sealed interface Look {
    /** The one that was judged already. */
    record Same() implements Look {}

    /** There is none. */
    record None() implements Look {}

    /** It has more bytes than are taken. */
    record TooLarge() implements Look {}

    /** It cannot be read, or is being written just now. */
    record Unreadable() implements Look {}

    /**
     * Another one.
     *
     * @param bytes its content
     */
    record Changed(byte[] bytes) implements Look {}
  }

  /** Looks at it; {@link #judged()} says that what it found need not be looked at again. */
  Look look() {
    try {
      if (!Files.isRegularFile(file)) {
        judged = Optional.empty();
        return new Look.None();
      }
      Stamp before = stamp();
      if (judged.filter(before::equals).isPresent()) {
        return new Look.Same();
      }
      if (before.size() > largest) {
        seen = before;
        return new Look.TooLarge();
      }
      byte[] bytes = read();
      if (!stamp().equals(before) || bytes.length != before.size()) {
        return new Look.Unreadable();
      }
      seen = before;
      return new Look.Changed(bytes);
    } catch (IOException e) {
      return new Look.Unreadable();
    }
  }

  /** What was found last is judged: it is the same until the file changes. */
  void judged() {
    judged = Optional.of(seen);
  }

  private byte[] read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(largest + 1);
    }
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey()));
  }
}
