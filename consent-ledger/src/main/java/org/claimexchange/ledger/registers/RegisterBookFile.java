package org.claimexchange.ledger.registers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;

/** The file of a {@link RegisterBook}: for its owner's eyes, there whole or not at all. */
public final class RegisterBookFile implements AutoCloseable {
  private static final int LARGEST = CanonicalJson.MAX_KEPT_BYTES;

  private final Path file;
  private final FileChannel lock;
  private final int largest;

  private RegisterBookFile(Path file, FileChannel lock, int largest) {
    this.file = file;
    this.lock = lock;
    this.largest = largest;
  }

  /**
   * Takes it for this process alone.
   *
   * @throws RegisterTroubleException if another has it
   */
  public static RegisterBookFile open(Path file) throws IOException {
    return open(file, LARGEST);
  }

  static RegisterBookFile open(Path file, int largest) throws IOException {
    Path whole = file.toAbsolutePath();
    FileChannel lock =
        FileChannel.open(
            whole.resolveSibling(whole.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!taken(lock)) {
      lock.close();
      throw new RegisterTroubleException(
          "another command is at work on the book " + file + "; wait until it has ended.");
    }
    return new RegisterBookFile(whole, lock, largest);
  }

  private static boolean taken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The book; empty where there is no file. */
  public Optional<RegisterBook> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > largest) {
      throw new RegisterTroubleException("a book has at most " + largest + " bytes: " + file);
    }
    return Optional.of(CanonicalJson.readKept(Files.readAllBytes(file), RegisterBook.class));
  }

  /**
   * Writes it in place of the one before.
   *
   * @throws RegisterTroubleException if it could not be read again; the one before stays
   */
  void write(RegisterBook book) {
    byte[] written = CanonicalJson.write(book);
    if (written.length > largest) {
      throw new RegisterTroubleException(
          "the book would have %d bytes, %d are the most: nothing was changed"
              .formatted(written.length, largest));
    }
    try {
      new OwnersFile(file).write(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
