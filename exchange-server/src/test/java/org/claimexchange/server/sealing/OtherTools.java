package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs tools that are not ours. */
final class OtherTools {

  private OtherTools() {}

  /**
   * What came of a command.
   *
   * @param status its exit status; 127 where there is no such command
   */
  record Ran(int status, String said) {}

  /** Runs a command that must succeed. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Ran ran = tryRun(folder, command);
    assertThat(ran.status()).as("%s said: %s", command[0], ran.said()).isZero();
    return ran.said();
  }

  static Ran tryRun(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Ran(process.exitValue(), said);
    } catch (IOException e) {
      return new Ran(127, String.valueOf(e.getMessage()));
    }
  }

  /** Skips the test, with a sentence. */
  static void skipUnless(boolean there, String otherwise) {
    if (!there) {
      System.out.println("SKIPPED: " + otherwise);
    }
    assumeTrue(there, otherwise);
  }

  /**
   * The scripts of {@code src/test/node/NAME} with their npm packages, in the build's own folder;
   * the test is skipped where these cannot be had.
   */
  static Path nodeScripts(String name) throws IOException, InterruptedException {
    Path source = Path.of("src/test/node").resolve(name);
    Path target = Files.createDirectories(Path.of("target/node").resolve(name));
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Ran node = tryRun(target, "node", "--version");
    skipUnless(
        node.status() == 0, "the scripts of " + source + " need Node 20, found: " + node.said());
    List<String> install =
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
    Ran npm = tryRun(target, install.toArray(String[]::new));
    skipUnless(npm.status() == 0, "npm could not bring the packages of " + source + npm.said());
    return target.toAbsolutePath();
  }
}
