package org.claimexchange.fabric.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.FabricVersion;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder = Path.of("");

  private FabricPlan plan = plan();
  private final FabricHome home =
      new FabricHome(Path.of("/opt/fabric"), new FabricVersion(2, 5, "2.5.16"));

  @BeforeEach
  void planned() {
    plan = plan();
  }

  @Test
  void eachNodesFileHasNoGapLeft() throws Exception {
    for (FabricNode node : FabricNode.all()) {
      NodeFiles.write(node, plan, home);
      try (var files = Files.list(plan.folder().of(node))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(file).content().doesNotContain("${").contains("127.0.0.1");
        }
      }
    }
    assertThat(plan.folder().of(FabricNode.named("peer-insurer")).resolve("core.yaml"))
        .content()
        .contains("localMspId: InsurerMSP", "path: /opt/fabric/builders/ccaas");
    assertThat(plan.folder().of(FabricNode.named("orderer-source")).resolve("orderer.yaml"))
        .content()
        .contains("LocalMSPID: SourceOrdererMSP", "ListenPort: 7056");
  }

  @Test
  void theTwoPeersOfTheSourcesMeetEachOtherFirst() throws Exception {
    NodeFiles.write(FabricNode.named("peer-source-1"), plan, home);

    assertThat(plan.folder().of(FabricNode.named("peer-source-1")).resolve("core.yaml"))
        .content()
        .contains("bootstrap: 127.0.0.1:7068");
  }

  @Test
  void keysThatAreNotCompleteAreToldAndNotMadeAnew() throws Exception {
    Files.createDirectories(plan.folder().crypto());

    assertThatThrownBy(() -> CryptoMaterial.ensure(plan.folder(), home))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("are not complete")
        .hasMessageContaining("purge");
    assertThat(plan.folder().crypto()).isEmptyDirectory();
  }

  private FabricPlan plan() {
    return FabricPlan.of(
        folder, FabricPorts.from(7050), ChaincodeFiles.of(Path.of("chaincode.jar")));
  }
}
