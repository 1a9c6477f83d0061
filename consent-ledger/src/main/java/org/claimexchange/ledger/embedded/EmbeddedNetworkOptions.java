package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * All that the embedded network is told. Start with {@link #of} and change what differs.
 *
 * @param dataFolder where keys, certificates and the block file lie; made if missing
 * @param channel the one channel's name
 * @param chaincodeName the one chaincode's name
 * @param chaincode how its process is started
 * @param endorsementPolicy who must endorse, in Fabric's policy language
 * @param clock the peers' clock
 * @param random for keys, serial numbers and signatures
 * @param heightWitness what notices cut-off blocks
 * @param tlsPort a port of the loopback interface for clients in other processes, 0 for any free
 *     one; empty for none
 * @param batchTimeout how long a block waits for the next transaction, while nobody is being
 *     endorsed
 * @param maxBlockTransactions most transactions in a block
 * @param executionTimeout longest that the chaincode may take over one simulation
 * @param startTimeout longest that the chaincode's process may take to come up
 */
public record EmbeddedNetworkOptions(
    Path dataFolder,
    String channel,
    String chaincodeName,
    ChaincodeLaunch chaincode,
    String endorsementPolicy,
    Clock clock,
    SecureRandom random,
    HeightWitness heightWitness,
    OptionalInt tlsPort,
    Duration batchTimeout,
    int maxBlockTransactions,
    Duration executionTimeout,
    Duration startTimeout) {

  /** The regulator, and one of operator and sources: nobody alone. */
  public static final String DEFAULT_POLICY =
      "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer'))";

  /**
   * Channel {@code claims}, chaincode {@code consent}, the default policy, no witness, no TLS port.
   */
  public static EmbeddedNetworkOptions of(
      Path dataFolder, ChaincodeLaunch chaincode, Clock clock, SecureRandom random) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        "claims",
        "consent",
        chaincode,
        DEFAULT_POLICY,
        clock,
        random,
        HeightWitness.none(),
        OptionalInt.empty(),
        Duration.ofMillis(2),
        500,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  /** The same, with a witness. */
  public EmbeddedNetworkOptions withHeightWitness(HeightWitness witness) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        channel,
        chaincodeName,
        chaincode,
        endorsementPolicy,
        clock,
        random,
        witness,
        tlsPort,
        batchTimeout,
        maxBlockTransactions,
        executionTimeout,
        startTimeout);
  }

  /** The same, also at a TLS port of the loopback interface; 0 takes any free one. */
  public EmbeddedNetworkOptions withTlsPort(int port) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        channel,
        chaincodeName,
        chaincode,
        endorsementPolicy,
        clock,
        random,
        heightWitness,
        OptionalInt.of(port),
        batchTimeout,
        maxBlockTransactions,
        executionTimeout,
        startTimeout);
  }

  /** The same, with another channel and chaincode name. */
  public EmbeddedNetworkOptions withNames(String newChannel, String newChaincodeName) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        newChannel,
        newChaincodeName,
        chaincode,
        endorsementPolicy,
        clock,
        random,
        heightWitness,
        tlsPort,
        batchTimeout,
        maxBlockTransactions,
        executionTimeout,
        startTimeout);
  }

  /**
   * The same, with other bounds on blocks: how long the first transaction waits, and how many fit.
   */
  public EmbeddedNetworkOptions withBatches(Duration timeout, int mostTransactions) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        channel,
        chaincodeName,
        chaincode,
        endorsementPolicy,
        clock,
        random,
        heightWitness,
        tlsPort,
        timeout,
        mostTransactions,
        executionTimeout,
        startTimeout);
  }

  /**
   * The same, with other limits on the chaincode: for one simulation, and for its process to come
   * up.
   */
  public EmbeddedNetworkOptions withTimeouts(Duration execution, Duration start) {
    return new EmbeddedNetworkOptions(
        dataFolder,
        channel,
        chaincodeName,
        chaincode,
        endorsementPolicy,
        clock,
        random,
        heightWitness,
        tlsPort,
        batchTimeout,
        maxBlockTransactions,
        execution,
        start);
  }
}
