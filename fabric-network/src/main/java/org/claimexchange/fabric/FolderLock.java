package org.claimexchange.fabric;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.claimexchange.fabric.material.Folders;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.jspecify.annotations.Nullable;

/** Held while a command changes a network: two at once would start everything twice. */
final class FolderLock implements AutoCloseable {
  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes it.
   *
   * @throws FabricTrouble if another command holds it
   */
  static FolderLock take(NetworkFolder folder) throws IOException {
    boolean isNew = !Files.exists(folder.root());
    Files.createDirectories(folder.root());
    if (isNew || Files.exists(folder.plan())) {
      Folders.ownerOnly(folder.root());
    }
    FileChannel file =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(file) == null) {
      file.close();
      throw new FabricTrouble(
          "another command is at work on the network in "
              + folder.root()
              + "; wait until it has ended.");
    }
    return new FolderLock(file);
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
