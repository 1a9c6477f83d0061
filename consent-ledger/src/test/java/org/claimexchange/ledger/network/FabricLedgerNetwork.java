package org.claimexchange.ledger.network;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.claimexchange.fabric.FabricNetwork;
import org.claimexchange.fabric.NetworkClient;
import org.claimexchange.fabric.NetworkDescription;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.opentest4j.TestAbortedException;

/** Fabric's own peers and orderers, called at the exchange's peer. */
public final class FabricLedgerNetwork implements LedgerNetwork {
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final FabricNetwork network;
  private final NetworkDescription description;
  private final ManagedChannel channel;
  private final ManagedChannel regulatorsChannel;
  private final Gateway reader;
  private final Gateway regulatorsReader;

  private FabricLedgerNetwork(FabricNetwork network) throws IOException {
    this.network = network;
    this.description = network.description();
    this.channel = channelTo("ExchangeMSP");
    this.regulatorsChannel = channelTo("RegulatorMSP");
    this.reader = reader(channel, known("exchange"));
    this.regulatorsReader = reader(regulatorsChannel, known("regulator"));
  }

  private static Gateway reader(ManagedChannel channel, NetworkIdentity as) {
    return Gateway.newInstance()
        .connection(channel)
        .identity(new X509Identity(as.mspId(), as.certificate()))
        .signer(Signers.newPrivateKeySigner(as.privateKey()))
        .hash(Hash.SHA256)
        .connect();
  }

  /**
   * Starts it.
   *
   * @throws TestAbortedException saying why, where Fabric's programs are not
   */
  public static FabricLedgerNetwork up(Path folder, Duration batchTimeout) {
    FabricHome home;
    try {
      home = FabricHome.find(Optional.empty(), System.getenv());
    } catch (FabricTrouble e) {
      throw new TestAbortedException("Skipped, as real Fabric is not here: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      FabricPlan plan =
          FabricPlan.of(
                  folder.resolve("fabric"),
                  FabricPorts.free(new SecureRandom()),
                  ChaincodeFiles.of(Path.of(System.getProperty("chaincode.jar"))))
              .with(batchTimeout);
      return new FabricLedgerNetwork(FabricNetwork.up(plan, home, step -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The processes, to be killed and started again. */
  public FabricNetwork processes() {
    return network;
  }

  /** To the Gateway of an organization's first peer. */
  public ManagedChannel channelTo(String mspId) throws IOException {
    NetworkDescription.Endpoint peer =
        description.peers().stream()
            .filter(one -> one.mspId().equals(mspId))
            .findFirst()
            .orElseThrow();
    return NettyChannelBuilder.forTarget(
            peer.address(),
            TlsChannelCredentials.newBuilder()
                .trustManager(network.plan().folder().root().resolve(peer.tlsRoot()).toFile())
                .build())
        .maxInboundMessageSize(64 * 1024 * 1024)
        .build();
  }

  @Override
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public String channelName() {
    return description.channel();
  }

  @Override
  public String fabricVersion() {
    return description.version();
  }

  @Override
  public long height() {
    return height(reader);
  }

  @Override
  public void awaitLevelPeers() {
    long wanted = height();
    while (height(regulatorsReader) < wanted) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private long height(Gateway gateway) {
    try {
      byte[] answer =
          gateway
              .getNetwork(channelName())
              .getContract("qscc")
              .evaluateTransaction("GetChainInfo", channelName());
      return BlockchainInfo.parseFrom(answer).getHeight();
    } catch (GatewayException | InvalidProtocolBufferException e) {
      throw new IllegalStateException("the peer does not tell its height", e);
    }
  }

  @Override
  public Map<String, X509Certificate> rootCertificates() {
    Map<String, X509Certificate> roots = new LinkedHashMap<>();
    for (NetworkDescription.Organization organization : description.organizations()) {
      roots.put(
          organization.mspId(),
          certificate(network.plan().folder().root().resolve(organization.root())));
    }
    return roots;
  }

  @Override
  public boolean isForEvaluation() {
    return false;
  }

  @Override
  public NetworkIdentity issueClient(String mspId, String commonName) {
    House house =
        Arrays.stream(House.values())
            .filter(one -> one.mspId().equals(mspId))
            .findFirst()
            .orElseThrow();
    try {
      return identity(network.issueClient(house, commonName, clock, random));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path blocks(Path folder) throws IOException {
    Path blocks = Files.createDirectories(folder.resolve("blocks"));
    long height = height();
    try (CloseableIterator<Block> all =
        reader
            .getNetwork(channelName())
            .newBlockEventsRequest()
            .startBlock(0)
            .build()
            .getEvents()) {
      for (long number = 0; number < height; number++) {
        Files.write(blocks.resolve(number + ".block"), all.next().toByteArray());
      }
    }
    return blocks;
  }

  @Override
  public void close() {
    reader.close();
    regulatorsReader.close();
    regulatorsChannel.shutdownNow();
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
      FabricNetwork.purge(network.plan().folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private NetworkIdentity known(String name) throws IOException {
    return identity(network.client(name));
  }

  private static NetworkIdentity identity(NetworkClient client) {
    return new NetworkIdentity(client.mspId(), client.certificate(), client.key());
  }

  private static X509Certificate certificate(Path file) {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate)
          java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.security.cert.CertificateException e) {
      throw new IllegalStateException("not a certificate: " + file, e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
