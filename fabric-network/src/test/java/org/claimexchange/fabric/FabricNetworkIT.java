package org.claimexchange.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The life of a network of Fabric's own processes. Skipped where Fabric's programs are not. */
class FabricNetworkIT {
  private static final ChaincodeFiles CONTRACT =
      ChaincodeFiles.of(Path.of(System.getProperty("chaincode.jar", "chaincode.jar")));

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder = Path.of("");

  private Optional<FabricHome> home = Optional.empty();
  private Optional<FabricNetwork> network = Optional.empty();

  @BeforeEach
  void findFabric() throws Exception {
    try {
      home = Optional.of(FabricHome.find(Optional.empty(), System.getenv()));
    } catch (FabricTrouble e) {
      throw new TestAbortedException("Skipped, as real Fabric is not here: " + e.getMessage());
    }
  }

  @AfterEach
  void stop() {
    network.ifPresent(FabricNetwork::close);
  }

  @Test
  void whatIsWrittenOutlivesProcessesAndWholeNetwork() throws Exception {
    FabricNetwork first = up(FabricPorts.free(random));
    World world = world(first);
    List<Transaction> setUp = world.setUp();

    submit(first, "regulator", setUp.get(0));
    assertThat(first.status().isWhole()).isTrue();
    assertThat(first.status().sequence()).isEqualTo(1);

    // A peer of each, the chaincode and the leader die; what is left goes on, what died comes back.
    FabricNode leader = first.leader().orElseThrow();
    first.kill(leader);
    first.kill(FabricNode.named("peer-source-1"));
    first.kill(FabricNode.named("chaincode-exchange"));
    assertThat(first.isRunning(leader)).isFalse();
    first.start(leader);
    first.start(FabricNode.named("peer-source-1"));
    first.start(FabricNode.named("chaincode-exchange"));
    first.awaitTransacting();
    submit(first, "regulator", setUp.get(1));

    first.close();
    assertThat(first.status().nodes()).allMatch(one -> one.state() == NodeStatus.State.STOPPED);
    byte[] keys = Files.readAllBytes(first.plan().folder().rootKey(House.REGULATOR));

    // As if the first start had been cut off before its end: each step finds itself done.
    Files.delete(first.plan().folder().chaincode().resolve("1").resolve("agreed"));

    FabricNetwork again = up(FabricPorts.free(random));
    assertThat(again.plan().ports()).isEqualTo(first.plan().ports());
    assertThat(Files.readAllBytes(again.plan().folder().rootKey(House.REGULATOR))).isEqualTo(keys);
    assertThat(register(again)).contains("\"root\"").contains("\"version\"");

    again.upgrade(CONTRACT, step -> {});
    assertThat(again.status().sequence()).isEqualTo(2);
    submit(again, "regulator", setUp.get(2));

    FabricNode insurer = FabricNode.named("peer-insurer");
    again.replaceTls(insurer, clock.instant().minusSeconds(60), random);
    again.restart(insurer);
    assertThatThrownBy(() -> call(again, "insurer", FabricNetworkIT::participants))
        .hasStackTraceContaining("CertificateExpired");
    again.replaceTls(insurer, clock.instant().plus(Duration.ofDays(30)), random);
    again.restart(insurer);
    again.awaitTransacting();
    assertThat(call(again, "insurer", FabricNetworkIT::participants)).isNotEmpty();
    NetworkClient issued = again.issueClient(House.SOURCE, "ruihua-hospital", clock, random);
    assertThat(call(again, issued, FabricNetworkIT::participants)).isNotEmpty();

    FabricNetwork.purge(again.plan().folder());
    network = Optional.empty();
    assertThat(folder.resolve("network")).doesNotExist();
  }

  @Test
  void aPortInUseAndASecondCommandAreToldBeforeAnythingStarts() throws Exception {
    FabricPorts ports = FabricPorts.free(random);
    FabricPlan plan = FabricPlan.of(folder.resolve("network"), ports, CONTRACT);
    try (var taken =
        new java.net.ServerSocket(
            ports.admin(FabricNode.named("orderer-source")),
            1,
            java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> FabricNetwork.up(plan, home.orElseThrow(), step -> {}))
          .isInstanceOf(FabricTrouble.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("orderer-source.admin");
    }
    try (FolderLock held = FolderLock.take(plan.folder())) {
      assertThatThrownBy(() -> FabricNetwork.up(plan, home.orElseThrow(), step -> {}))
          .isInstanceOf(FabricTrouble.class)
          .hasMessageContaining("another command is at work");
    }
    assertThat(plan.folder().crypto()).doesNotExist();
  }

  @Test
  void whatIsNoNetworkIsNotPurged() throws Exception {
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> FabricNetwork.purge(new NetworkFolder(folder)))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("there is no network in " + folder);
    assertThat(thesis).exists();

    Files.writeString(folder.resolve("plan.json"), "{\"rooms\":3}");
    assertThatThrownBy(() -> FabricNetwork.purge(new NetworkFolder(folder)))
        .isInstanceOf(FabricTrouble.class)
        .hasMessageContaining("is no plan of a network");
    assertThat(thesis).exists();
  }

  private FabricNetwork up(FabricPorts ports) throws Exception {
    FabricNetwork started =
        FabricNetwork.up(
            FabricPlan.of(folder.resolve("network"), ports, CONTRACT),
            home.orElseThrow(),
            step -> System.out.println(clock.instant() + " " + step));
    network = Optional.of(started);
    return started;
  }

  private World world(FabricNetwork started) throws Exception {
    return new World(
        clock,
        random,
        new LedgerCertificates(
            started.client("regulator").certificate(),
            started.client("exchange").certificate(),
            started.client("source-1").certificate(),
            started.issueClient(House.SOURCE, "pudong-hospital", clock, random).certificate(),
            started.client("insurer").certificate()));
  }

  private interface Call<T> {
    T on(Contract contract) throws Exception;
  }

  private static void submit(FabricNetwork started, String as, Transaction transaction)
      throws Exception {
    call(
        started,
        as,
        contract ->
            contract
                .newProposal(transaction.function())
                .addArguments(CanonicalJson.write(transaction.open()))
                .putTransient(Transaction.HIDDEN, CanonicalJson.write(transaction.hidden()))
                .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
                .build()
                .endorse()
                .submit());
  }

  private static byte[] participants(Contract contract) throws Exception {
    return contract.evaluateTransaction("getRegister", "participants");
  }

  private static String register(FabricNetwork started) throws Exception {
    return new String(
        call(
            started,
            "exchange",
            contract -> contract.evaluateTransaction("getRegister", "participants")),
        StandardCharsets.UTF_8);
  }

  private static <T> T call(FabricNetwork started, String as, Call<T> call) throws Exception {
    return call(started, started.client(as), call);
  }

  private static <T> T call(FabricNetwork started, NetworkClient client, Call<T> call)
      throws Exception {
    NetworkDescription.Endpoint peer =
        started.description().peers().stream()
            .filter(one -> one.mspId().equals(client.mspId()))
            .findFirst()
            .orElseThrow();
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(
                peer.address(),
                TlsChannelCredentials.newBuilder()
                    .trustManager(started.plan().folder().root().resolve(peer.tlsRoot()).toFile())
                    .build())
            .build();
    try (Gateway gateway =
        Gateway.newInstance()
            .connection(channel)
            .identity(new X509Identity(client.mspId(), client.certificate()))
            .signer(Signers.newPrivateKeySigner(client.key()))
            .hash(Hash.SHA256)
            .evaluateOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
            .endorseOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
            .submitOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
            .commitStatusOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
            .connect()) {
      return call.on(gateway.getNetwork("claims").getContract("consent"));
    } finally {
      channel.shutdownNow();
    }
  }
}
