package org.claimexchange.fabric.health;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.hyperledger.fabric.client.EndorseException;

/**
 * Asks a peer's Gateway to have the contract's metadata endorsed by regulator and exchange. Nothing
 * is handed in. If that works, the peers know of each other, the contract runs, and the network can
 * transact.
 */
public final class GatewayProbe {
  private static final String METADATA = "org.hyperledger.fabric:GetMetadata";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final NetworkFolder folder;
  private final FabricPorts ports;

  /** For one network. */
  public GatewayProbe(NetworkFolder folder, FabricPorts ports) {
    this.folder = folder;
    this.ports = ports;
  }

  /**
   * Returns once one peer's Gateway has a proposal endorsed.
   *
   * @throws FabricTrouble if it has not after 90 s
   */
  public void await(FabricNode peer) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (AdminGateway gateway = AdminGateway.open(peer, folder, ports)) {
      Optional<String> wrong = ask(gateway);
      while (wrong.isPresent()) {
        if (System.nanoTime() > end) {
          throw new FabricTrouble(
              "through "
                  + peer.name()
                  + " nothing is endorsed: "
                  + wrong.get()
                  + "; see "
                  + folder.log(peer)
                  + ".");
        }
        Thread.sleep(PAUSE);
        wrong = ask(gateway);
      }
    }
  }

  private static Optional<String> ask(AdminGateway gateway) {
    try {
      gateway
          .contract(FabricPlan.CHAINCODE)
          .newProposal(METADATA)
          .setEndorsingOrganizations(House.REGULATOR.mspId(), House.EXCHANGE.mspId())
          .build()
          .endorse();
      return Optional.empty();
    } catch (EndorseException e) {
      List<String> details = e.getDetails().stream().map(detail -> detail.getMessage()).toList();
      return Optional.of(
          details.isEmpty() ? String.valueOf(e.getMessage()) : String.join("; ", details));
    } catch (StatusRuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
