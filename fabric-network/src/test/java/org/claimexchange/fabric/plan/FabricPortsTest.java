package org.claimexchange.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FabricPortsTest {
  private static final FabricNode EXCHANGE = FabricNode.named("peer-exchange");
  private static final FabricNode REGULATOR = FabricNode.named("orderer-regulator");

  @Test
  void allPortsStandInARowFromTheFirstOne() {
    FabricPorts ports = FabricPorts.from(7050);

    assertThat(new HashSet<>(ports.byName().values())).hasSize(28);
    assertThat(ports.byName().values()).allMatch(port -> port >= 7050 && port < 7078);
    assertThat(ports.address(REGULATOR)).isEqualTo("127.0.0.1:7050");
  }

  @Test
  void onePortMayBeNamed() {
    FabricPorts ports = FabricPorts.from(7050, Map.of("peer-exchange", 17051));

    assertThat(ports.of(EXCHANGE)).isEqualTo(17051);
    assertThat(ports.operations(EXCHANGE)).isEqualTo(7061);
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertThatThrownBy(() -> FabricPorts.from(7050, Map.of("peer-hospital", 17051)))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("no port peer-hospital")
        .hasMessageContaining("peer-source-2");
  }

  @Test
  void onePortForTwoIsTold() {
    assertThatThrownBy(() -> FabricPorts.from(7050, Map.of("peer-exchange", 7050)))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("port 7050 is named for orderer-regulator and for peer-exchange");
  }

  @Test
  void aRowThatEndsBeyondTheLastPortIsTold() {
    assertThatThrownBy(() -> FabricPorts.from(65_530))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("65535");
  }

  @Test
  void aPortInUseIsToldWithWhoNeedsIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FabricPorts ports =
          FabricPorts.from(7050, Map.of("peer-exchange.operations", taken.getLocalPort()));

      assertThatThrownBy(() -> ports.checkFree(EXCHANGE))
          .isInstanceOf(FabricTrouble.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("peer-exchange.operations")
          .hasMessageContaining("--port-base");
    }
  }
}
