package org.claimexchange.fabric;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.chaincode.ChaincodeConnection;
import org.claimexchange.fabric.health.Port;
import org.claimexchange.fabric.material.NodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.process.NodeProcess;

/** Starts the processes of a network. */
final class Nodes {
  private static final Duration TO_LISTEN = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final FabricPlan plan;
  private final FabricHome home;

  Nodes(FabricPlan plan, FabricHome home) {
    this.plan = plan;
    this.home = home;
  }

  /** Starts one that does not run, and returns once it listens. */
  void start(FabricNode node, String packageId) throws IOException, InterruptedException {
    NodeFiles.write(node, plan, home);
    process(node)
        .start(
            command(node),
            environment(node, packageId),
            plan.folder().of(node),
            plan.folder().log(node));
    awaitListening(node);
  }

  private List<String> command(FabricNode node) {
    return switch (node.kind()) {
      case ORDERER -> List.of(home.program("orderer"));
      case PEER -> List.of(home.program("peer"), "node", "start");
      case CHAINCODE -> ChaincodeConnection.command(plan);
    };
  }

  private Map<String, String> environment(FabricNode node, String packageId) throws IOException {
    Map<String, String> environment = new HashMap<>();
    switch (node.kind()) {
      case ORDERER -> {}
      case PEER ->
          environment.put(
              ChaincodeConnection.BUILDER_CONFIG, ChaincodeConnection.ofPeer(plan, node.house()));
      case CHAINCODE ->
          environment.putAll(ChaincodeConnection.ofService(plan, node.house(), packageId));
    }
    if (node.isFabrics()) {
      environment.put("FABRIC_CFG_PATH", plan.folder().of(node).toString());
      environment.put("FABRIC_LOGGING_SPEC", "info");
    }
    return environment;
  }

  private void awaitListening(FabricNode node) throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_LISTEN.toNanos();
    while (!Port.answers(plan.ports().of(node))) {
      if (process(node).running().isEmpty()) {
        throw new FabricTrouble(
            node.name() + " did not start; the reason is at the end of " + plan.folder().log(node));
      }
      if (System.nanoTime() > end) {
        throw new FabricTrouble(
            node.name()
                + " does not listen after "
                + TO_LISTEN.toSeconds()
                + " s; see "
                + plan.folder().log(node));
      }
      Thread.sleep(PAUSE);
    }
  }

  private NodeProcess process(FabricNode node) {
    return new NodeProcess(plan.folder().pid(node));
  }
}
