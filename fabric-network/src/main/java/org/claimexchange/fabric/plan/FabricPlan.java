package org.claimexchange.fabric.plan;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The network that is wanted.
 *
 * @param folder where it keeps what it has
 * @param ports where it listens
 * @param batchTimeout how long the orderers wait for more before they cut a block
 * @param java the {@code java} that runs the contract
 * @param chaincode the contract
 */
public record FabricPlan(
    NetworkFolder folder,
    FabricPorts ports,
    Duration batchTimeout,
    Path java,
    ChaincodeFiles chaincode) {
  /** Name of the channel. */
  public static final String CHANNEL = "claims";

  /** Name of the chaincode. */
  public static final String CHAINCODE = "consent";

  /** Who must sign for a change: the regulator, and the exchange or a source. */
  public static final String ENDORSEMENT_POLICY =
      "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer'))";

  /** How long the orderers wait where nothing else is said. */
  public static final Duration STANDARD_BATCH_TIMEOUT = Duration.ofMillis(200);

  /** Blocks after 200 ms, the contract on the {@code java} that runs now. */
  public static FabricPlan of(Path folder, FabricPorts ports, ChaincodeFiles chaincode) {
    return new FabricPlan(
        new NetworkFolder(folder),
        ports,
        STANDARD_BATCH_TIMEOUT,
        Path.of(System.getProperty("java.home"), "bin", "java"),
        chaincode);
  }

  /** The same with other ports. */
  public FabricPlan with(FabricPorts other) {
    return new FabricPlan(folder, other, batchTimeout, java, chaincode);
  }

  /** The same with another time for a block. */
  public FabricPlan with(Duration otherBatchTimeout) {
    return new FabricPlan(folder, ports, otherBatchTimeout, java, chaincode);
  }
}
