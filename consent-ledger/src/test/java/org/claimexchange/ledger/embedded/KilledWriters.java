package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;

/**
 * A process to be killed while several clients write: it says which transaction is about to be
 * handed in, and which was answered as committed.
 */
final class KilledWriters {
  private KilledWriters() {}

  /** Runs until killed. Arguments: the folder, the number of clients, the name of this life. */
  public static void main(String[] arguments) {
    EmbeddedNetwork network =
        EmbeddedNetwork.start(
            NetworkForTests.options(Path.of(arguments[0]))
                .withTimeouts(Duration.ofMinutes(2), Duration.ofMinutes(2)));
    for (int client = 0; client < Integer.parseInt(arguments[1]); client++) {
      String name = arguments[2] + "/" + client;
      Thread.ofPlatform().start(() -> write(network, name));
    }
  }

  private static void write(EmbeddedNetwork network, String name) {
    try (Gateway gateway =
        NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"))) {
      Contract shelf = NetworkForTests.contract(network, gateway);
      for (int i = 0; ; i++) {
        Proposal proposal = shelf.newProposal("put").addArguments(name + "/" + i, "授权").build();
        var transaction = proposal.endorse();
        System.out.println("submits " + proposal.getTransactionId());
        transaction.submit();
        System.out.println("answered " + proposal.getTransactionId());
      }
    } catch (GatewayException | org.hyperledger.fabric.client.CommitException e) {
      System.out.println("failed " + e);
      Runtime.getRuntime().halt(1);
    }
  }
}
