package org.claimexchange.fabric.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {
  private static final List<String> LONG = List.of("/bin/sleep", "600");

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() throws Exception {
    process().stop();
  }

  @Test
  void aProcessIsFoundAgainByItsFile() throws Exception {
    process().start(LONG, Map.of(), folder, folder.resolve("log"));

    assertThat(process().running()).isPresent();
  }

  @Test
  void aStoppedOneLeavesNoFile() throws Exception {
    process().start(LONG, Map.of(), folder, folder.resolve("log"));

    process().stop();

    assertThat(process().running()).isEmpty();
    assertThat(process().isNoted()).isFalse();
  }

  @Test
  void aKilledOneLeavesItsFileAsACrashWould() throws Exception {
    process().start(LONG, Map.of(), folder, folder.resolve("log"));

    process().kill();

    assertThat(process().running()).isEmpty();
    assertThat(process().isNoted()).isTrue();
  }

  @Test
  void anotherProcessThatHasTheIdNowIsNotTakenForIt() throws Exception {
    long here = ProcessHandle.current().pid();
    Files.writeString(folder.resolve("pid"), here + " 946684800000\n");

    assertThat(process().running()).isEmpty();
  }

  @Test
  void aClockThatWasSetAMomentForwardDoesNotHideIt() throws Exception {
    process().start(LONG, Map.of(), folder, folder.resolve("log"));
    String[] noted = Files.readString(folder.resolve("pid")).strip().split(" ");
    Files.writeString(
        folder.resolve("pid"), noted[0] + " " + (Long.parseLong(noted[1]) + 1_000) + "\n");

    assertThat(process().running()).isPresent();
  }

  @Test
  void aFileThatNamesNoProcessIsTakenForNone() throws Exception {
    for (String content : List.of("", "x", "-1 0", "99999999999999999999 1")) {
      Files.writeString(folder.resolve("pid"), content);

      assertThat(process().running()).isEmpty();
    }
  }

  private NodeProcess process() {
    return new NodeProcess(folder.resolve("pid"));
  }
}
