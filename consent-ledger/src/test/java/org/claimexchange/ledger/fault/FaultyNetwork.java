package org.claimexchange.ledger.fault;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.fabric.FabricNetwork;
import org.claimexchange.fabric.material.Pem;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewayPeers;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.ledger.gateway.PeerAddress;
import org.claimexchange.ledger.gateway.RunningLedger;
import org.claimexchange.ledger.network.FabricLedgerNetwork;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Real Fabric with the contract set up on it, and the exchange's calls to it. */
final class FaultyNetwork implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final FabricNode GATEWAY = FabricNode.named("peer-exchange");

  /** So that the tests wait less; what is right does not hang on it. */
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(12);

  private static final Duration FIND_TIMEOUT = Duration.ofSeconds(2);

  private final RunningLedger running;
  private final FabricLedgerNetwork fabric;

  private FaultyNetwork(RunningLedger running) {
    this.running = running;
    this.fabric = (FabricLedgerNetwork) running.network;
  }

  static FaultyNetwork up(Path folder) {
    return new FaultyNetwork(new RunningLedger(folder, Duration.ofMillis(200)));
  }

  World world() {
    return running.world;
  }

  FabricNetwork processes() {
    return fabric.processes();
  }

  /** Kills one process as a crash would. */
  void kill(String node) throws IOException, InterruptedException {
    processes().kill(FabricNode.named(node));
  }

  /** Starts one process. */
  void start(String node) throws IOException, InterruptedException {
    processes().start(FabricNode.named(node));
  }

  /** To the exchange's own peer. */
  Channel channel() {
    return fabric.channel();
  }

  /** To an organization's first peer. */
  ManagedChannel channelTo(String mspId) throws IOException {
    return fabric.channelTo(mspId);
  }

  /** A way to the exchange's own peer that can be cut. */
  Relay relay() throws IOException {
    return new Relay(processes().plan().ports().of(GATEWAY));
  }

  /** To the exchange's own peer, by that way. */
  ManagedChannel channel(Relay relay) throws IOException {
    return open(relay.port(), GATEWAY.house());
  }

  /** To the exchange's own peer by that way, or to another where that one is not there. */
  ManagedChannel channelToFirstOf(Relay relay, String other)
      throws IOException, GeneralSecurityException {
    FabricNode next = FabricNode.named(other);
    return new GatewayPeers(
            List.of(address(relay.port()), address(processes().plan().ports().of(next))),
            List.of(
                Pem.certificate(processes().plan().folder().tlsRoot(GATEWAY.house())),
                Pem.certificate(processes().plan().folder().tlsRoot(next.house()))),
            Optional.empty())
        .open();
  }

  /** To the exchange's own peer, by one who knows the TLS root of another organization only. */
  ManagedChannel channelTrusting(House other) throws IOException {
    return open(processes().plan().ports().of(GATEWAY), other);
  }

  private ManagedChannel open(int port, House root) throws IOException {
    return NettyChannelBuilder.forTarget(
            HOST + ":" + port,
            TlsChannelCredentials.newBuilder()
                .trustManager(processes().plan().folder().tlsRoot(root).toFile())
                .build())
        .build();
  }

  private static PeerAddress address(int port) {
    return new PeerAddress(HOST, port, HOST);
  }

  /** The ledger as the exchange calls it. */
  ConsentLedger ledger(Channel over, SubmissionJournal journal) {
    NetworkIdentity operator = running.identity(World.OPERATOR);
    GatewaySettings standard =
        GatewaySettings.standard(
            new LedgerIdentity(operator.mspId(), operator.certificate(), operator.privateKey()));
    return GatewayLedger.connect(
        over,
        new GatewaySettings(
            standard.identity(),
            standard.channel(),
            standard.chaincode(),
            standard.endorsers(),
            RetryPolicy.standard(),
            standard.endorseTimeout(),
            standard.submitTimeout(),
            COMMIT_TIMEOUT,
            FIND_TIMEOUT),
        journal);
  }

  /** The same caller, as the SDK has it. */
  Gateway gateway(Channel over) {
    NetworkIdentity operator = running.identity(World.OPERATOR);
    return Gateway.newInstance()
        .connection(over)
        .identity(new X509Identity(operator.mspId(), operator.certificate()))
        .signer(Signers.newPrivateKeySigner(operator.privateKey()))
        .hash(Hash.SHA256)
        .connect();
  }

  String channelName() {
    return fabric.channelName();
  }

  long height() {
    return fabric.height();
  }

  /** All blocks that the exchange's peer has, from a peer that has them by now. */
  Chain chain(Channel from) throws InvalidProtocolBufferException {
    fabric.awaitLevelPeers();
    try (ConsentLedger ledger = ledger(from, SubmissionJournal.none());
        Gateway gateway = gateway(from)) {
      return Chain.read(ledger, gateway, channelName(), height());
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
