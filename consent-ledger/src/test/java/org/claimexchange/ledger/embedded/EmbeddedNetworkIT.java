package org.claimexchange.ledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The network as the real Gateway SDK sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedNetworkIT {
  @TempDir static Path folder;
  private EmbeddedNetwork network;
  private Gateway gateway;
  private Contract shelf;

  @BeforeAll
  void start() {
    network = EmbeddedNetwork.start(NetworkForTests.options(folder));
    gateway =
        NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"));
    shelf = NetworkForTests.contract(network, gateway);
  }

  @AfterAll
  void stop() {
    gateway.close();
    network.close();
  }

  @Test
  void whatIsSubmittedCanBeEvaluated() throws Exception {
    shelf.submitTransaction("put", "greeting", "您好");

    assertThat(new String(shelf.evaluateTransaction("get", "greeting"), UTF_8)).isEqualTo("您好");
  }
}
