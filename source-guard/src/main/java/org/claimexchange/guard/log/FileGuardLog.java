package org.claimexchange.guard.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * The log as a file that only grows: one canonical JSON line a decision, each with the digest of
 * the line before. A last line that a power cut tore was never answered, and is cut off at the
 * start.
 */
public final class FileGuardLog implements GuardLog, Closeable {
  static final int LONGEST_LINE = 4096;
  private static final byte LINE_FEED = '\n';

  private final FileChannel file;
  private final Clock clock;
  private long number;
  private Digest before;

  private FileGuardLog(FileChannel file, Clock clock, long number, Digest before) {
    this.file = file;
    this.clock = clock;
    this.number = number;
    this.before = before;
  }

  /**
   * Opens a log to go on with, or makes one that its owner alone can read.
   *
   * @throws IOException if it cannot be opened, another process writes it, or its last line is none
   *     of ours
   */
  public static FileGuardLog open(Path path, Clock clock) throws IOException {
    if (!Files.exists(path)) {
      create(path);
    }
    var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() == null) {
        throw new IOException(path + ": another process writes this log");
      }
      var last = lastLine(path);
      file.truncate(last.end());
      file.position(last.end());
      if (last.bytes().length == 0) {
        return new FileGuardLog(file, clock, 0, LogLine.NOTHING);
      }
      var line = CanonicalJson.readCanonical(last.bytes(), LogLine.class);
      return new FileGuardLog(file, clock, line.number(), Digest.of(last.bytes()));
    } catch (MalformedJsonException | OverlappingFileLockException | IOException e) {
      file.close();
      throw e instanceof IOException io
          ? io
          : new IOException(path + ": cannot go on with this log, " + e.getMessage(), e);
    }
  }

  private static void create(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
  }

  /** The last whole line, and where it ends; nothing, where there is none. */
  private record Last(byte[] bytes, long end) {}

  private static Last lastLine(Path path) throws IOException {
    try (var in = new RandomAccessFile(path.toFile(), "r")) {
      long end = feedBefore(in, in.length()) + 1;
      if (end == 0) {
        if (in.length() > LONGEST_LINE) {
          throw new IOException(path + ": this is no log of a guard");
        }
        return new Last(new byte[0], 0);
      }
      long start = feedBefore(in, end - 1) + 1;
      if (end - start > LONGEST_LINE) {
        throw new IOException(path + ": this is no log of a guard");
      }
      var bytes = new byte[(int) (end - 1 - start)];
      in.seek(start);
      in.readFully(bytes);
      return new Last(bytes, end);
    }
  }

  /** Where the last line feed before a place is; -1 if there is none within reach. */
  private static long feedBefore(RandomAccessFile in, long place) throws IOException {
    for (long at = place - 1; at >= 0; at--) {
      in.seek(at);
      if (in.readByte() == LINE_FEED) {
        return at;
      }
      if (place - at > 2L * LONGEST_LINE) {
        throw new IOException("a line longer than " + LONGEST_LINE + " bytes: no log of a guard");
      }
    }
    return -1;
  }

  @Override
  public synchronized void write(GuardEvent event) {
    var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var line = CanonicalJson.write(LogLine.of(event, number + 1, time, before));
    var bytes = ByteBuffer.allocate(line.length + 1).put(line).put(LINE_FEED).flip();
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    } catch (IOException e) {
      throw new GuardLogException(e);
    }
    number++;
    before = Digest.of(line);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
