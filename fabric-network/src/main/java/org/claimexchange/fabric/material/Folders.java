package org.claimexchange.fabric.material;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.jspecify.annotations.Nullable;

/** What is done to whole folders. */
public final class Folders {
  private Folders() {}

  /** Removes a folder with all that is in it; follows no link. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException problem)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes a folder in which nothing is left. */
  public static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // What else lies there is somebody's.
      return;
    }
  }

  /**
   * Refuses a folder in which there is something already.
   *
   * @throws FabricTrouble if anything but the given file is in it
   */
  public static void requireEmptyBut(Path folder, Path allowed) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.anyMatch(one -> !one.equals(allowed))) {
        throw new FabricTrouble(
            folder + " holds other files and no network; name an empty or new folder with --data.");
      }
    }
  }

  /** Keeps everybody but its owner out of a folder, where the file system knows owners. */
  public static void ownerOnly(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }
}
