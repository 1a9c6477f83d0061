package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;

/**
 * A process to be killed: commits one digit after the other and says each time that it was
 * answered.
 */
final class KilledNetwork {
  private KilledNetwork() {}

  /** Runs until killed, in the folder that is its one argument. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedNetwork network = EmbeddedNetwork.start(NetworkForTests.options(Path.of(arguments[0])));
    Gateway gateway =
        NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"));
    Contract shelf = NetworkForTests.contract(network, gateway);
    for (int i = 0; ; i++) {
      shelf.submitTransaction("append", "counter", Integer.toString(i % 10));
      System.out.println("answered " + i);
    }
  }
}
