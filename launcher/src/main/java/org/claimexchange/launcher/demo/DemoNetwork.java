package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.claimexchange.fabric.FabricNetwork;
import org.claimexchange.fabric.NetworkDescription;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.launcher.Trouble;

/**
 * A network of Fabric's own processes for one demo: anew each time, since the register's openings
 * lie in the demo's database, which is made anew as well. Stopped however the demo ends.
 */
final class DemoNetwork implements AutoCloseable {
  private final FabricNetwork network;
  private final Path roots;
  private final Thread onExit;

  private DemoNetwork(FabricNetwork network, Path roots) {
    this.network = network;
    this.roots = roots;
    this.onExit = new Thread(network::close, "stop-fabric");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Stops and removes what an earlier demo, killed, left behind. */
  static void removeOld(Path data) throws IOException, InterruptedException {
    NetworkFolder folder = folder(data);
    if (Files.exists(folder.plan())) {
      FabricNetwork.purge(folder);
    }
  }

  /** Starts it below the demo's data; returns once it transacts. */
  static DemoNetwork start(
      Path data, Path chaincode, FabricHome home, RandomGenerator random, Consumer<String> progress)
      throws IOException, InterruptedException {
    FabricPlan plan =
        FabricPlan.of(folder(data).root(), FabricPorts.free(random), ChaincodeFiles.of(chaincode));
    FabricNetwork network = FabricNetwork.up(plan, home, progress);
    Path roots = Files.createDirectories(data.resolve("ledger-roots"));
    NetworkDescription description = network.description();
    for (NetworkDescription.Organization one : description.organizations()) {
      Files.copy(at(network, one.root()), roots.resolve(one.mspId() + ".pem"));
    }
    return new DemoNetwork(network, roots);
  }

  /** How the server is told of it. */
  List<String> settings() {
    NetworkDescription known = network.description();
    // A Gateway sees hidden sides, so only those who see them anyway are asked.
    List<NetworkDescription.Endpoint> gateways =
        known.peers().stream()
            .filter(peer -> List.of("ExchangeMSP", "RegulatorMSP").contains(peer.mspId()))
            .toList();
    NetworkDescription.Identity operator = identity(known, "exchange");
    NetworkDescription.Identity regulator = identity(known, "regulator");
    return List.of(
        "--exchange.ledger.endpoints=" + joined(gateways, NetworkDescription.Endpoint::address),
        "--exchange.ledger.tls-roots="
            + joined(gateways, gateway -> at(network, gateway.tlsRoot()).toString()),
        "--exchange.ledger.channel=" + known.channel(),
        "--exchange.ledger.chaincode=" + known.chaincode(),
        "--exchange.ledger.certificate=" + at(network, operator.certificate()),
        "--exchange.ledger.key=" + at(network, operator.key()),
        "--exchange.ledger.roots=" + roots,
        "--exchange.sample-city.regulator-certificate=" + at(network, regulator.certificate()),
        "--exchange.sample-city.regulator-key=" + at(network, regulator.key()));
  }

  private static String joined(
      List<NetworkDescription.Endpoint> gateways,
      Function<NetworkDescription.Endpoint, String> part) {
    return gateways.stream().map(part).collect(Collectors.joining(","));
  }

  private static NetworkDescription.Identity identity(NetworkDescription known, String name) {
    return known.identities().stream()
        .filter(identity -> identity.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Trouble("the network has no client " + name + "."));
  }

  private static NetworkFolder folder(Path data) {
    return new NetworkFolder(data.resolve("fabric"));
  }

  private static Path at(FabricNetwork network, String relative) {
    return network.plan().folder().root().resolve(relative);
  }

  @Override
  public void close() {
    network.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // This process is ending: the hook finds nothing left to stop.
      return;
    }
  }
}
