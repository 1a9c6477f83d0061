package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.claimexchange.fabric.material.Folders;
import org.claimexchange.launcher.Trouble;

/**
 * Where the demo leaves what it made. The server's own data lie below {@code data/}, anew each
 * time.
 *
 * @param path the folder of {@code --out}
 */
public record DemoFolder(Path path) {
  private static final long ROOM = 500L << 20;

  /**
   * Makes the folder, empties its data.
   *
   * @throws Trouble if it cannot be written to, or the disk is nearly full
   */
  static DemoFolder prepare(Path path) throws IOException, InterruptedException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Files.delete(Files.createTempFile(absolute, "write", ".probe"));
    } catch (IOException e) {
      throw new Trouble("cannot write to " + absolute + "; choose a folder of yours with --out.");
    }
    if (Files.getFileStore(absolute).getUsableSpace() < ROOM) {
      throw new Trouble(
          "less than 500 MB are free on the disk of "
              + absolute
              + "; free some, or choose another"
              + " folder with --out.");
    }
    DemoFolder folder = new DemoFolder(absolute);
    DemoNetwork.removeOld(folder.data());
    Folders.delete(folder.data());
    Folders.delete(folder.unpacked());
    Folders.delete(folder.nativeHospital());
    Files.deleteIfExists(folder.blocks());
    Files.createDirectories(folder.data());
    Files.createDirectories(folder.logs());
    Files.createDirectories(folder.nativeHospital());
    return folder;
  }

  Path data() {
    return path.resolve("data");
  }

  Path handover() {
    return data().resolve("handover");
  }

  Path logs() {
    return path.resolve("logs");
  }

  /** The front-end machine of the hospital without FHIR: its export, and its agent's settings. */
  Path nativeHospital() {
    return path.resolve("hospital-3");
  }

  Path sealed() {
    return path.resolve("package.asice.p7m");
  }

  Path container() {
    return path.resolve("package.asice");
  }

  Path unpacked() {
    return path.resolve("package");
  }

  Path insurerKey() {
    return path.resolve("insurer-key.pem");
  }

  Path feed() {
    return path.resolve("feed.ndjson");
  }

  Path blocks() {
    return path.resolve("ledger.blocks");
  }

  Path trust() {
    return path.resolve("trust");
  }

  /**
   * Copies what others need to go on with: root certificates, the keys of insurer and regulator,
   * the blocks.
   */
  void keepForOthers(Path insurerKey) throws IOException {
    Folders.delete(trust());
    copy(handover().resolve("trust"), trust());
    Files.copy(insurerKey, insurerKey(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        handover().resolve("regulator").resolve("feed-key.pem"),
        path.resolve("regulator-feed-key.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    // A real network keeps its blocks itself.
    Path blocks = data().resolve("ledger").resolve("ledger.blocks");
    if (Files.exists(blocks)) {
      Files.copy(blocks, blocks(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
