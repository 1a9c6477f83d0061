package org.claimexchange.benchmarks;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.fabric.FabricNetwork;
import org.claimexchange.fabric.NetworkClient;
import org.claimexchange.fabric.NetworkDescription;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.process.NodeProcess;
import org.claimexchange.ledger.embedded.NetworkIdentity;

/** A network of Fabric's own processes for one measurement; closed, it is gone with all it had. */
final class FabricSite implements AutoCloseable {
  /** By name: what it is made of is only in the contract's own process. */
  private static final String BARE_CONTRACT = "org.claimexchange.benchmarks.BareContract";

  private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

  private final FabricNetwork network;
  private final NetworkDescription description;
  private final List<ManagedChannel> channels = new ArrayList<>();

  private FabricSite(FabricNetwork network) {
    this.network = network;
    this.description = network.description();
  }

  /** With the real contract. */
  static FabricSite withContract(FabricHome home, Path project, Path folder, PrintWriter out)
      throws IOException, InterruptedException {
    return up(home, ChaincodeFiles.of(contract(project)), folder, out);
  }

  /** With {@link BareContract}, in a jar that only names where its classes are. */
  static FabricSite withBareContract(FabricHome home, Path project, Path folder, PrintWriter out)
      throws IOException, InterruptedException {
    Path contract = contract(project);
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, BARE_CONTRACT);
    attributes.put(
        Attributes.Name.CLASS_PATH,
        project.resolve("benchmarks/target/benchmarks.jar").toUri() + " " + contract.toUri());
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    Path jar = folder.resolve("bare-contract.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    // The package says only how peers reach the contract, so the real one's serves both.
    return up(home, new ChaincodeFiles(jar, ChaincodeFiles.of(contract).content()), folder, out);
  }

  private static Path contract(Path project) {
    return project.resolve("chaincode/target/chaincode.jar").toAbsolutePath().normalize();
  }

  private static FabricSite up(
      FabricHome home, ChaincodeFiles contract, Path folder, PrintWriter out)
      throws IOException, InterruptedException {
    Path data = folder.resolve("fabric");
    out.printf("a network of Fabric %s in %s%n", home.version().text(), data);
    FabricPlan plan = FabricPlan.of(data, FabricPorts.free(new SecureRandom()), contract);
    return new FabricSite(FabricNetwork.up(plan, home, step -> {}));
  }

  /** To the Gateway of an organization's first peer: one connection for all clients. */
  ManagedChannel channelTo(String mspId) throws IOException {
    NetworkDescription.Endpoint peer =
        description.peers().stream()
            .filter(one -> one.mspId().equals(mspId))
            .findFirst()
            .orElseThrow();
    Path tlsRoot = network.plan().folder().root().resolve(peer.tlsRoot());
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(
                peer.address(),
                TlsChannelCredentials.newBuilder().trustManager(tlsRoot.toFile()).build())
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .build();
    channels.add(channel);
    return channel;
  }

  /** As whom each participant calls. */
  Map<String, NetworkIdentity> identities() throws IOException {
    return Map.of(
        World.REGULATOR, identity("regulator"),
        World.OPERATOR, identity("exchange"),
        World.FIRST_HOSPITAL, identity("source-1"),
        World.SECOND_HOSPITAL, identity("source-2"),
        World.INSURER, identity("insurer"));
  }

  NetworkIdentity identity(String client) throws IOException {
    NetworkClient known = network.client(client);
    return new NetworkIdentity(known.mspId(), known.certificate(), known.key());
  }

  /** Processor time so far of this process, of the nodes and of the contract's processes. */
  CpuUsed cpu() {
    List<FabricNode> nodes = new ArrayList<>(FabricNode.orderers());
    nodes.addAll(FabricNode.peers());
    return new CpuUsed(MeasuredLedger.ownCpu(), cpuOf(nodes), cpuOf(FabricNode.chaincodes()));
  }

  private Duration cpuOf(List<FabricNode> nodes) {
    Duration all = Duration.ZERO;
    for (FabricNode node : nodes) {
      try {
        ProcessHandle process =
            new NodeProcess(network.plan().folder().pid(node)).running().orElseThrow();
        all = all.plus(process.info().totalCpuDuration().orElseThrow());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    channels.forEach(ManagedChannel::shutdownNow);
    FabricNetwork.purge(network.plan().folder());
  }
}
