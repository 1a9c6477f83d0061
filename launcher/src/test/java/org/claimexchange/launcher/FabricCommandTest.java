package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.PlanFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What can be told about a network without Fabric's programs. */
class FabricCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aHomeWithoutProgramsIsTold() {
    Said said = run("up", "--data", folder + "/network", "--fabric-home", folder.toString());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text())
        .contains("bin/peer is missing")
        .contains("release archive")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("network")).doesNotExist();
  }

  @Test
  void whereThereIsNoNetworkThereIsNothingToTellOrStop() {
    for (String command : new String[] {"status", "down"}) {
      Said said = run(command, "--data", folder.toString());

      assertThat(said.status()).isEqualTo(1);
      assertThat(said.text()).contains("there is no network in " + folder).contains("fabric up");
    }
  }

  @Test
  void purgeAsksFirst() throws Exception {
    Path plan = network();

    Said said = run("purge", "--data", folder.toString());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("--yes");
    assertThat(plan).exists();
  }

  @Test
  void purgeRemovesWhatIsThere() throws Exception {
    network();

    Said said = run("purge", "--data", folder.toString(), "--yes");

    assertThat(said.status()).isZero();
    assertThat(folder).doesNotExist();
  }

  @Test
  void aStoppedNetworkIsToldNodeByNode() throws Exception {
    network();

    Said said = run("status", "--data", folder.toString());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text().lines().filter(line -> line.contains("stopped"))).hasSize(12);
    assertThat(said.text()).contains("chaincode consent: no definition is known");
  }

  private Path network() throws Exception {
    FabricPlan plan =
        FabricPlan.of(
            folder, FabricPorts.from(17_050), ChaincodeFiles.of(Path.of("chaincode.jar")));
    PlanFile.write(plan);
    assertThat(Files.size(plan.folder().plan())).isPositive();
    return plan.folder().plan();
  }

  private record Said(int status, String text) {}

  private static Said run(String command, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "fabric";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Said(line.execute(all), text.toString());
  }
}
