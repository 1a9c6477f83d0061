package org.claimexchange.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
  @TempDir private Path folder = Path.of("");

  private FabricPlan plan = plan(7050);

  @BeforeEach
  void planned() {
    plan = plan(17_050).with(Duration.ofMillis(500));
  }

  @Test
  void aNetworkKeepsItsPortsAndTimes() throws Exception {
    PlanFile.write(plan);

    FabricPlan again = PlanFile.read(plan.folder()).orElseThrow().applied(plan(7050));

    assertThat(again).isEqualTo(plan);
  }

  @Test
  void whereThereIsNoNetworkThereIsNoPlan() throws Exception {
    assertThat(PlanFile.read(plan.folder())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"ports\": 1}", "{\"ports\": null}", "{}"})
  void aDamagedPlanIsTold(String content) throws Exception {
    Files.writeString(plan.folder().plan(), content);

    assertThatThrownBy(() -> PlanFile.read(plan.folder()))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("plan.json is no plan of a network")
        .hasMessageContaining("by hand");
  }

  private FabricPlan plan(int base) {
    return FabricPlan.of(
        folder, FabricPorts.from(base), ChaincodeFiles.of(Path.of("chaincode.jar")));
  }
}
