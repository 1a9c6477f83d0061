package org.claimexchange.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.claimexchange.fabric.material.Folders;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.PlanFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removing a network removes the network. */
class PurgeTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatElseLiesInTheFolderStays() throws Exception {
    PlanFile.write(
        FabricPlan.of(
            folder,
            FabricPorts.free(new SecureRandom()),
            ChaincodeFiles.of(Path.of("chaincode.jar"))));
    Path key = folder.resolve("crypto/peerOrganizations/exchange/ca/priv_sk");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "key");
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "mine");

    FabricNetwork.purge(new NetworkFolder(folder));

    assertThat(folder).isDirectoryContaining(thesis::equals);
    assertThat(folder.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void anothersPlanIsNone() throws Exception {
    Files.writeString(folder.resolve("plan.json"), "{\"rooms\":3}");
    Path trust = Files.createDirectory(folder.resolve("trust"));

    assertThatThrownBy(() -> FabricNetwork.purge(new NetworkFolder(folder)))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("is no plan of a network");
    assertThat(trust).exists();
  }

  @Test
  void aFolderWithOtherFilesIsNotTakenForANewNetwork() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> Folders.requireEmptyBut(folder, folder.resolve("lock")))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("holds other files");
  }
}
