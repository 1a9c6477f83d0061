package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What goes wrong at the command line is one sentence that says what to do, and a status. */
class SentencesTest {
  private static final int IN_A_ROW = 8;

  @TempDir Path folder;

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said said =
          run("demo", "--once", "--port", "" + taken.getLocalPort(), "--out", folder.toString());

      assertThat(said.status()).isEqualTo(1);
      assertThat(said.text())
          .contains("port " + taken.getLocalPort() + " is in use")
          .contains("--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "");

    Said said = run("demo", "--once", "--port", "" + freePort(), "--out", file + "/out");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("cannot write to " + file).contains("--out");
  }

  @Test
  void aMissingPackageIsNamed() throws Exception {
    Path key = folder.resolve("key.pem");

    Said said =
        run("verify", folder.resolve("none.p7m") + "", "--key", key + "", "--trust", folder + "");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("there is no file").contains("key.pem");
  }

  @Test
  void aFullDiskIsNamed() {
    assertThat(Sentences.of(new FileSystemException("/data/x", null, "No space left on device")))
        .contains("disk is full")
        .contains("/data/x");
  }

  @Test
  void everyCommandHasHelp() {
    CommandLine line = Exchange.commandLine();
    for (String command : line.getSubcommands().keySet()) {
      assertThat(line.getSubcommands().get(command).getUsageMessage())
          .contains("Usage: exchange " + command);
    }
  }

  private record Said(int status, String text) {}

  private static Said run(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    return new Said(line.execute(arguments), text.toString());
  }

  /** The first of a row below the range that outgoing connections take theirs from. */
  private static int freePort() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      if (IntStream.range(first, first + IN_A_ROW).allMatch(SentencesTest::isFree)) {
        return first;
      }
    }
    throw new BindException("no free ports in a row between 15000 and 32000");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
