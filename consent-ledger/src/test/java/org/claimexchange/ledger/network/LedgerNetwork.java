package org.claimexchange.ledger.network;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.claimexchange.ledger.embedded.NetworkIdentity;

/** A network with the real contract, fresh. */
public sealed interface LedgerNetwork extends AutoCloseable
    permits EmbeddedLedgerNetwork, FabricLedgerNetwork {
  /** Name of the property that names the kind of network. */
  String KIND = "ledger.network";

  /**
   * Starts one of the kind that is asked for.
   *
   * @param folder what it keeps, empty
   * @param batchTimeout how long a block waits for more
   */
  static LedgerNetwork start(Path folder, Duration batchTimeout) {
    return switch (System.getProperty(KIND, "embedded")) {
      case "embedded" -> new EmbeddedLedgerNetwork(folder, batchTimeout);
      case "fabric" -> FabricLedgerNetwork.up(folder, batchTimeout);
      default ->
          throw new IllegalArgumentException(
              KIND + " is embedded or fabric, found " + System.getProperty(KIND));
    };
  }

  /** To a peer's Gateway. */
  ManagedChannel channel();

  /** The channel's name. */
  String channelName();

  /** Fabric's version, as {@code 3.1.5}; of the embedded one that which it follows. */
  String fabricVersion();

  /** Whether its peers are of 2.5, which in some cases have other words than those of 3.1. */
  default boolean is25() {
    return fabricVersion().startsWith("2.5");
  }

  /** How many blocks the peer has. */
  long height();

  /** Returns once the endorsing organizations' peers have all blocks that this one has. */
  void awaitLevelPeers();

  /** By organization. */
  Map<String, X509Certificate> rootCertificates();

  /** Whether its certificates say that they are for evaluation. */
  boolean isForEvaluation();

  /** A new member of an organization. */
  NetworkIdentity issueClient(String mspId, String commonName);

  /**
   * The blocks as a regulator gets them: the embedded network's file, or a folder of blocks as
   * Fabric's tools fetch them.
   *
   * @param folder that the answer may be written to
   */
  Path blocks(Path folder) throws IOException;

  @Override
  void close();
}
