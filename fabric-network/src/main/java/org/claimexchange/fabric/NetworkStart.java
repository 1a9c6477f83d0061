package org.claimexchange.fabric;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.chaincode.ChaincodeConnection;
import org.claimexchange.fabric.chaincode.ChaincodeEdition;
import org.claimexchange.fabric.chaincode.ChaincodeEditions;
import org.claimexchange.fabric.chaincode.ChaincodeLifecycle;
import org.claimexchange.fabric.channel.ChannelJoin;
import org.claimexchange.fabric.health.Port;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.Together;
import org.claimexchange.fabric.process.NodeProcess;

/** Starts the processes of a network, and the first time makes a channel of them. */
final class NetworkStart {
  private static final Duration TO_LISTEN = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FabricPlan plan;
  private final FabricHome home;
  private final ChaincodeEditions editions;
  private final ChaincodeLifecycle lifecycle;

  NetworkStart(FabricPlan plan, FabricHome home) {
    this.plan = plan;
    this.home = home;
    this.editions = new ChaincodeEditions(plan.folder(), home);
    this.lifecycle = new ChaincodeLifecycle(plan, home);
  }

  /** Starts all that does not run; joins, installs and defines what is not yet. */
  void all(Consumer<String> progress) throws IOException, InterruptedException {
    Optional<ChaincodeEdition> before = editions.current();
    ChaincodeEdition edition =
        before.isPresent() ? before.get() : editions.prepare(1, plan.chaincode());
    List<FabricNode> toStart = toStart(progress);
    toStart.forEach(plan.ports()::checkFree);
    progress.accept(
        "starting %d of %d processes".formatted(toStart.size(), FabricNode.all().size()));
    Together.forEach(toStart, node -> one(node, edition));
    if (!editions.isAgreed(edition)) {
      progress.accept("joining the channel, installing the chaincode");
      join(edition);
      progress.accept("agreeing on the chaincode");
      lifecycle.approve(edition);
      lifecycle.commit(edition);
      editions.agreed(edition);
    }
    progress.accept("waiting until each Gateway has a proposal endorsed");
  }

  /** Brings the next edition of the contract. */
  void upgrade(ChaincodeFiles next, Consumer<String> progress)
      throws IOException, InterruptedException {
    ChaincodeEdition edition =
        editions.prepare(lifecycle.sequence(FabricNode.peers().getFirst()) + 1, next);
    progress.accept("installing sequence " + edition.sequence());
    Together.forEach(FabricNode.peers(), peer -> lifecycle.install(peer, edition));
    lifecycle.approve(edition);
    progress.accept("changing the contract");
    Together.forEach(
        FabricNode.chaincodes(),
        node -> {
          new NodeProcess(plan.folder().pid(node)).stop();
          one(node, edition);
        });
    lifecycle.commit(edition);
    editions.agreed(edition);
  }

  /** Starts one that does not run, and returns once it listens. */
  void one(FabricNode node, ChaincodeEdition edition) throws IOException, InterruptedException {
    NodeProcess process = new NodeProcess(plan.folder().pid(node));
    process.start(
        command(node, edition),
        environment(node, edition),
        plan.folder().of(node),
        plan.folder().log(node));
    long end = System.nanoTime() + TO_LISTEN.toNanos();
    while (!Port.answers(plan.ports().of(node))) {
      String log = "; the reason is at the end of " + plan.folder().log(node) + ".";
      if (process.running().isEmpty()) {
        throw new FabricTrouble(node.name() + " did not start" + log);
      }
      if (System.nanoTime() > end) {
        throw new FabricTrouble(
            node.name() + " does not listen after " + TO_LISTEN.toSeconds() + " s" + log);
      }
      Thread.sleep(PAUSE);
    }
  }

  private List<FabricNode> toStart(Consumer<String> progress) throws IOException {
    List<FabricNode> toStart = new ArrayList<>();
    for (FabricNode node : FabricNode.all()) {
      NodeProcess process = new NodeProcess(plan.folder().pid(node));
      if (process.running().isEmpty()) {
        if (process.isNoted()) {
          progress.accept(node.name() + " was not stopped but ended; it is started again");
        }
        toStart.add(node);
      }
    }
    return toStart;
  }

  private void join(ChaincodeEdition edition) throws IOException, InterruptedException {
    ChannelJoin channel = new ChannelJoin(plan, home);
    List<Together.Work> works = new ArrayList<>();
    FabricNode.orderers().forEach(node -> works.add(() -> channel.joinOrderer(node)));
    FabricNode.peers()
        .forEach(node ->
            works.add(() -> {
              channel.joinPeer(node);
              lifecycle.install(node, edition);
            }));
    Together.run(works);
  }

  private List<String> command(FabricNode node, ChaincodeEdition edition) {
    return switch (node.kind()) {
      case ORDERER -> List.of(home.program("orderer"));
      case PEER -> List.of(home.program("peer"), "node", "start");
      case CHAINCODE -> ChaincodeConnection.command(plan, edition);
    };
  }

  private Map<String, String> environment(FabricNode node, ChaincodeEdition edition)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    switch (node.kind()) {
      case ORDERER -> {}
      case PEER ->
          environment.put(
              ChaincodeConnection.BUILDER_CONFIG, ChaincodeConnection.ofPeer(plan, node.house()));
      case CHAINCODE ->
          environment.putAll(ChaincodeConnection.ofService(plan, node.house(), edition));
    }
    if (node.isFabrics()) {
      environment.put("FABRIC_CFG_PATH", plan.folder().of(node).toString());
      environment.put("FABRIC_LOGGING_SPEC", "info");
    }
    return environment;
  }
}
