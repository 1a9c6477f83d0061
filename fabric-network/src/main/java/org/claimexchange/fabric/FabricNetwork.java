package org.claimexchange.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.chaincode.ChaincodeEditions;
import org.claimexchange.fabric.health.GatewayProbe;
import org.claimexchange.fabric.health.Operations;
import org.claimexchange.fabric.material.CertificateIssuer;
import org.claimexchange.fabric.material.ChannelBlock;
import org.claimexchange.fabric.material.ClientFiles;
import org.claimexchange.fabric.material.CryptoMaterial;
import org.claimexchange.fabric.material.Folders;
import org.claimexchange.fabric.material.NodeFiles;
import org.claimexchange.fabric.material.Pem;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.PlanFile;
import org.claimexchange.fabric.plan.Together;
import org.claimexchange.fabric.process.NodeProcess;

/**
 * A network of Fabric's own peers and orderers on this machine. Its processes outlive the program
 * that started them, unless it closes the network.
 */
public final class FabricNetwork implements AutoCloseable {
  private static final Duration CLIENT_LIFE = Duration.ofDays(3650);

  private final FabricPlan plan;
  private final FabricHome home;
  private final NetworkStart start;

  private FabricNetwork(FabricPlan plan, FabricHome home) {
    this.plan = plan;
    this.home = home;
    this.start = new NetworkStart(plan, home);
  }

  /**
   * Starts what does not run, and returns once the network can transact. The first time, it makes
   * keys, channel and chaincode; later it starts what is there, with the ports, times and contract
   * that it had.
   *
   * @param progress is told each step in a few words
   * @throws FabricTrouble saying what to do, if it cannot; what it had started is stopped then
   */
  public static FabricNetwork up(FabricPlan wanted, FabricHome home, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.take(wanted.folder())) {
      FabricPlan plan = settle(wanted);
      NetworkFolder folder = plan.folder();
      progress.accept("keys and first block");
      CryptoMaterial.ensure(folder, home);
      ChannelBlock.ensure(plan, home);
      ClientFiles.ensure(folder);
      for (FabricNode node : FabricNode.all()) {
        NodeFiles.write(node, plan, home);
      }
      FabricNetwork network = new FabricNetwork(plan, home);
      try {
        network.start.all(progress);
        network.awaitTransacting();
      } catch (FabricTrouble e) {
        network.start.undo();
        throw e;
      }
      network.description().write(folder);
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
   * Stops all that runs of a network, and removes what it has; what else lies in its folder stays.
   *
   * @throws FabricTrouble if there is no network in the folder; nothing is removed then
   */
  public static void purge(NetworkFolder folder) throws IOException, InterruptedException {
    // Read, not only looked for: another program's plan is none of ours.
    if (PlanFile.read(folder).isEmpty()) {
      throw missing(folder);
    }
    try (FolderLock lock = FolderLock.take(folder)) {
      stopAll(folder);
      for (Path own : folder.own()) {
        Folders.delete(own);
      }
    }
    Folders.delete(folder.lock());
    Folders.deleteIfEmpty(folder.root());
  }

  /**
   * Brings the next edition of the contract: installs it, has all organizations approve it, runs
   * it, and commits the next sequence. For a few seconds in between nothing is endorsed; what
   * stands on the ledger stays.
   */
  public void upgrade(ChaincodeFiles next, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.take(plan.folder())) {
      start.upgrade(next, progress);
      awaitTransacting();
    }
  }

  /** What a client needs to know. */
  public NetworkDescription description() {
    return NetworkDescription.of(plan, home);
  }

  /** What it was started as. */
  public FabricPlan plan() {
    return plan;
  }

  /** How it is. */
  public NetworkStatus status() throws IOException, InterruptedException {
    return NetworkStatus.of(plan.folder());
  }

  /**
   * As whom the network can be called.
   *
   * @param name of the identity in the description, such as {@code regulator} or {@code source-2}
   */
  public NetworkClient client(String name) throws IOException {
    Path place = plan.folder().clients().resolve(name);
    String mspId =
        description().identities().stream()
            .filter(identity -> identity.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no client " + name))
            .mspId();
    return new NetworkClient(
        mspId,
        Pem.certificate(place.resolve(ClientFiles.CERTIFICATE)),
        Pem.key(place.resolve(ClientFiles.KEY)));
  }

  /** A new client of an organization, kept nowhere. */
  public NetworkClient issueClient(House house, String commonName, Clock clock, SecureRandom random)
      throws IOException {
    CertificateIssuer issuer = new CertificateIssuer(plan.folder(), random);
    KeyPair key = issuer.newKey();
    return new NetworkClient(
        house.mspId(),
        issuer.client(house, commonName, key.getPublic(), clock.instant().plus(CLIENT_LIFE)),
        key.getPrivate());
  }

  /**
   * Gives a peer another TLS certificate of its organization's TLS root; it counts from the peer's
   * next start on. (An orderer's stands in the channel.)
   *
   * @param until from when on it has expired
   */
  public void replaceTls(FabricNode peer, Instant until, SecureRandom random) throws IOException {
    if (peer.kind() != FabricNode.Kind.PEER) {
      throw new IllegalArgumentException("a peer's TLS can be replaced, not " + peer.name());
    }
    new CertificateIssuer(plan.folder(), random).replaceTls(peer, until);
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
      start.one(node, editions().current().orElseThrow());
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

  /** The orderer that leads, if one says so. */
  public Optional<FabricNode> leader() throws IOException, InterruptedException {
    Operations operations = new Operations(plan.folder(), plan.ports());
    for (FabricNode orderer : FabricNode.orderers()) {
      if (isRunning(orderer) && operations.of(orderer).leads()) {
        return Optional.of(orderer);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns once each peer's Gateway has a proposal endorsed by regulator and exchange.
   *
   * @throws FabricTrouble if one has not after 90 s
   */
  public void awaitTransacting() throws IOException, InterruptedException {
    Together.forEach(FabricNode.peers(), new GatewayProbe(plan.folder(), plan.ports())::await);
  }

  private ChaincodeEditions editions() {
    return new ChaincodeEditions(plan.folder(), home);
  }

  private static FabricPlan settle(FabricPlan wanted) throws IOException {
    Optional<PlanFile> before = PlanFile.read(wanted.folder());
    if (before.isPresent()) {
      return before.get().applied(wanted);
    }
    Folders.requireEmptyBut(wanted.folder().root(), wanted.folder().lock());
    for (FabricNode node : FabricNode.all()) {
      wanted.ports().checkFree(node);
    }
    PlanFile.write(wanted);
    return wanted;
  }

  private static void requireNetwork(NetworkFolder folder) {
    if (!Files.isRegularFile(folder.plan())) {
      throw missing(folder);
    }
  }

  static FabricTrouble missing(NetworkFolder folder) {
    return new FabricTrouble(
        "there is no network in "
            + folder.root()
            + "; name its folder with --data, or start one with ./exchange fabric up.");
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
