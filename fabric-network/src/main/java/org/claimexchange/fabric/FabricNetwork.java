package org.claimexchange.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.chaincode.ChaincodeLifecycle;
import org.claimexchange.fabric.chaincode.ChaincodePackage;
import org.claimexchange.fabric.channel.ChannelJoin;
import org.claimexchange.fabric.health.GatewayProbe;
import org.claimexchange.fabric.material.ChannelBlock;
import org.claimexchange.fabric.material.CryptoMaterial;
import org.claimexchange.fabric.material.Folders;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.PlanFile;
import org.claimexchange.fabric.plan.Together;
import org.claimexchange.fabric.process.NodeProcess;

/**
 * A network of Fabric's own peers and orderers on this machine. Its processes outlive the program
 * that started them, unless it closes the network.
 */
public final class FabricNetwork implements AutoCloseable {
  private final FabricPlan plan;
  private final FabricHome home;
  private final ChaincodePackage chaincode;
  private final Nodes nodes;

  private FabricNetwork(FabricPlan plan, FabricHome home) throws IOException {
    this.plan = plan;
    this.home = home;
    this.chaincode = ChaincodePackage.make(FabricPlan.CHAINCODE, plan.folder().chaincodePackage());
    this.nodes = new Nodes(plan, home);
  }

  /**
   * Starts what does not run, and returns once the network can transact. The first time, it makes
   * keys, channel and chaincode; later it starts what is there, with the ports and times that it
   * had.
   *
   * @param progress is told each step in a few words
   * @throws FabricTrouble saying what to do, if it cannot
   */
  public static FabricNetwork up(FabricPlan wanted, FabricHome home, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.take(wanted.folder())) {
      FabricPlan plan = settle(wanted);
      progress.accept("keys and first block");
      CryptoMaterial.ensure(plan.folder(), home);
      ChannelBlock.ensure(plan, home);
      FabricNetwork network = new FabricNetwork(plan, home);
      network.startAll(progress);
      if (!Files.exists(plan.folder().description())) {
        network.setUp(progress);
      }
      progress.accept("waiting until each Gateway has a proposal endorsed");
      network.awaitTransacting();
      NetworkDescription.of(plan, home).write(plan.folder());
      return network;
    }
  }

  /**
   * Stops all that runs of a network: peers, then chaincode, then orderers.
   *
   * @throws FabricTrouble if there is no network in the folder
   */
  public static void down(NetworkFolder folder) throws IOException, InterruptedException {
    requireNetwork(folder);
    try (FolderLock lock = FolderLock.take(folder)) {
      stopAll(folder);
    }
  }

  /**
   * Stops all that runs of a network, and removes all that it has.
   *
   * @throws FabricTrouble if there is no network in the folder; nothing is removed then
   */
  public static void purge(NetworkFolder folder) throws IOException, InterruptedException {
    requireNetwork(folder);
    try (FolderLock lock = FolderLock.take(folder)) {
      stopAll(folder);
    }
    Folders.delete(folder.root());
  }

  /** What a client needs to know. */
  public NetworkDescription description() {
    return NetworkDescription.of(plan, home);
  }

  /** Where it keeps what it has. */
  public NetworkFolder folder() {
    return plan.folder();
  }

  /** What it was started as. */
  public FabricPlan plan() {
    return plan;
  }

  /** Ends one node at once, as a crash would. */
  public void kill(FabricNode node) throws IOException, InterruptedException {
    process(plan.folder(), node).kill();
  }

  /** Stops one node. */
  public void stop(FabricNode node) throws IOException, InterruptedException {
    process(plan.folder(), node).stop();
  }

  /** Starts one node if it does not run, and returns once it listens. */
  public void start(FabricNode node) throws IOException, InterruptedException {
    if (!isRunning(node)) {
      nodes.start(node, chaincode.id());
    }
  }

  /** Stops and starts one node. */
  public void restart(FabricNode node) throws IOException, InterruptedException {
    stop(node);
    start(node);
  }

  /** Whether a node's process runs. */
  public boolean isRunning(FabricNode node) throws IOException {
    return process(plan.folder(), node).running().isPresent();
  }

  /**
   * Returns once each peer's Gateway has a proposal endorsed by regulator and exchange.
   *
   * @throws FabricTrouble if one has not after 90 s
   */
  public void awaitTransacting() throws IOException, InterruptedException {
    Together.forEach(FabricNode.peers(), new GatewayProbe(plan)::await);
  }

  private static void requireNetwork(NetworkFolder folder) {
    if (!Files.isRegularFile(folder.plan())) {
      throw new FabricTrouble(
          "there is no network in " + folder.root() + "; name its folder with --data.");
    }
  }

  private static FabricPlan settle(FabricPlan wanted) throws IOException {
    Optional<PlanFile> before = PlanFile.read(wanted.folder());
    if (before.isPresent()) {
      return before.get().applied(wanted);
    }
    for (FabricNode node : FabricNode.all()) {
      wanted.ports().checkFree(node);
    }
    PlanFile.write(wanted);
    return wanted;
  }

  private void startAll(Consumer<String> progress) throws IOException, InterruptedException {
    List<FabricNode> toStart = new ArrayList<>();
    for (FabricNode node : FabricNode.all()) {
      NodeProcess process = process(plan.folder(), node);
      if (process.running().isEmpty()) {
        if (process.isNoted()) {
          progress.accept(node.name() + " was not stopped properly and is started again");
        }
        toStart.add(node);
      }
    }
    toStart.forEach(plan.ports()::checkFree);
    progress.accept(
        "starting %d of %d processes".formatted(toStart.size(), FabricNode.all().size()));
    Together.forEach(toStart, this::start);
  }

  private void setUp(Consumer<String> progress) throws IOException, InterruptedException {
    ChannelJoin channel = new ChannelJoin(plan, home);
    ChaincodeLifecycle lifecycle = new ChaincodeLifecycle(plan, home);
    progress.accept("joining the channel, installing the chaincode");
    List<Together.Work> works = new ArrayList<>();
    FabricNode.orderers().forEach(node -> works.add(() -> channel.joinOrderer(node)));
    FabricNode.peers()
        .forEach(node ->
            works.add(() -> {
              channel.joinPeer(node);
              lifecycle.install(node, chaincode);
            }));
    Together.run(works);
    progress.accept("agreeing on the chaincode");
    lifecycle.define(chaincode.id(), 1);
  }

  private static void stopAll(NetworkFolder folder) throws IOException, InterruptedException {
    Together.forEach(FabricNode.peers(), node -> process(folder, node).stop());
    Together.forEach(FabricNode.chaincodes(), node -> process(folder, node).stop());
    Together.forEach(FabricNode.orderers(), node -> process(folder, node).stop());
  }

  private static NodeProcess process(NetworkFolder folder, FabricNode node) {
    return new NodeProcess(folder.pid(node));
  }

  /** Stops all nodes; what they keep stays. */
  @Override
  public void close() {
    try {
      down(plan.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
