package org.claimexchange.ledger.network;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;

/** The embedded network. */
final class EmbeddedLedgerNetwork implements LedgerNetwork {
  private final EmbeddedNetwork network;

  EmbeddedLedgerNetwork(Path folder, Duration batchTimeout) {
    network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                    folder,
                    ChaincodeLaunch.ofJar(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of(System.getProperty("chaincode.jar"))),
                    Clock.systemUTC(),
                    new SecureRandom())
                .withBatches(batchTimeout, 500));
  }

  @Override
  public ManagedChannel channel() {
    return network.channel();
  }

  @Override
  public String channelName() {
    return network.channelName();
  }

  @Override
  public String fabricVersion() {
    return "3.1";
  }

  @Override
  public long height() {
    return network.height();
  }

  /** Its peers share one state. */
  @Override
  public void awaitLevelPeers() {}

  @Override
  public Map<String, X509Certificate> rootCertificates() {
    return network.rootCertificates();
  }

  @Override
  public boolean isForEvaluation() {
    return true;
  }

  @Override
  public NetworkIdentity issueClient(String mspId, String commonName) {
    return network.issueClient(mspId, commonName);
  }

  @Override
  public Path blocks(Path folder) throws IOException {
    return Files.copy(network.blockFile(), folder.resolve("ledger.blocks"));
  }

  @Override
  public void close() {
    network.close();
  }
}
