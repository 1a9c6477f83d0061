package org.claimexchange.ledger.registers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;

/** The file of a {@link RegisterBook}: for its owner's eyes, there whole or not at all. */
public final class RegisterBookFile implements AutoCloseable {
  private static final long LARGEST = CanonicalJson.MAX_BYTES;

  private final Path file;
  private final FileChannel lock;

  private RegisterBookFile(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes it for this process alone.
   *
   * @throws RegisterTroubleException if another has it
   */
  public static RegisterBookFile open(Path file) throws IOException {
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
    return new RegisterBookFile(whole, lock);
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
    if (Files.size(file) > LARGEST) {
      throw new RegisterTroubleException("a book has at most " + LARGEST + " bytes: " + file);
    }
    return Optional.of(CanonicalJson.read(Files.readAllBytes(file), RegisterBook.class));
  }

  void write(RegisterBook book) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.deleteIfExists(part);
      Files.createFile(part, ownersOnly());
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(CanonicalJson.write(book));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
