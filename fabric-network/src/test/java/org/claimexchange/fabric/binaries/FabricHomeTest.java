package org.claimexchange.fabric.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that say a version and nothing else stand for Fabric's. */
class FabricHomeTest {
  @TempDir private Path home = Path.of("");

  @Test
  void theFolderThatIsNamedComesBeforeTheVariableAndThePath() throws Exception {
    lay("2.5.16", "2.5.16");

    FabricHome found =
        FabricHome.find(Optional.of(home), Map.of("FABRIC_HOME", "/none", "PATH", "/none"));

    assertThat(found.folder()).isEqualTo(home);
    assertThat(found.version().text()).isEqualTo("2.5.16");
  }

  @Test
  void theVariableAndThePathLeadToTheFolderToo() throws Exception {
    lay("3.1.5", "3.1.5");

    assertThat(FabricHome.find(Optional.empty(), Map.of("FABRIC_HOME", home.toString())))
        .isEqualTo(FabricHome.in(home));
    assertThat(FabricHome.find(Optional.empty(), Map.of("PATH", "/none:" + home.resolve("bin"))))
        .isEqualTo(FabricHome.in(home.toRealPath()));
  }

  @Test
  void noProgramsAtAllIsTold() {
    assertThatThrownBy(() -> FabricHome.find(Optional.empty(), Map.of("PATH", "/none")))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("not on the path")
        .hasMessageContaining("FABRIC_HOME");
  }

  @Test
  void aMissingProgramIsNamed() throws Exception {
    lay("2.5.16", "2.5.16");
    Files.delete(home.resolve("bin").resolve("osnadmin"));

    assertThatThrownBy(() -> FabricHome.in(home))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("bin/osnadmin is missing")
        .hasMessageContaining("--fabric-home");
  }

  @Test
  void aMissingBuilderIsNamed() throws Exception {
    lay("2.5.16", "2.5.16");
    Files.delete(home.resolve("builders").resolve("ccaas").resolve("bin").resolve("detect"));

    assertThatThrownBy(() -> FabricHome.in(home))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("builders/ccaas/bin/detect is missing");
  }

  @Test
  void anOlderVersionIsRefused() throws Exception {
    lay("2.4.9", "2.4.9");

    assertThatThrownBy(() -> FabricHome.in(home))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("is 2.4.9, needed is 2.5 or 3.1");
  }

  @Test
  void twoVersionsInOneFolderAreRefused() throws Exception {
    lay("2.5.16", "3.1.5");

    assertThatThrownBy(() -> FabricHome.in(home))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("the peer is 2.5.16 and the orderer 3.1.5");
  }

  private void lay(String peer, String orderer) throws IOException {
    program(home.resolve("bin").resolve("peer"), peer);
    program(home.resolve("bin").resolve("orderer"), orderer);
    for (String name : List.of("cryptogen", "configtxgen", "osnadmin")) {
      program(home.resolve("bin").resolve(name), peer);
    }
    for (String name : List.of("detect", "build", "release")) {
      program(home.resolve("builders").resolve("ccaas").resolve("bin").resolve(name), peer);
    }
  }

  private static void program(Path file, String version) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "#!/bin/sh\necho 'peer:'\necho ' Version: " + version + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
