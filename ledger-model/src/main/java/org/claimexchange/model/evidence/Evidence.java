package org.claimexchange.model.evidence;

import java.util.List;
import java.util.Map;

/**
 * Endorsed reads of the ledger, complete enough to be checked with root certificates alone.
 *
 * @param type {@value #TYPE}
 * @param channel channel name, {@code claims}
 * @param chaincode chaincode name, {@code consent}
 * @param reads the reads, each signed by the peers of several organizations
 * @param certificates for each organization (MSP id) the PEM certificates between its peers' and
 *     its root, root excluded; often empty
 */
public record Evidence(
    String type,
    String channel,
    String chaincode,
    List<EvidenceRead> reads,
    Map<String, List<String>> certificates) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/evidence-file/v1";

  public Evidence {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected evidence of type " + TYPE);
    }
    reads = List.copyOf(reads);
    certificates = Map.copyOf(certificates);
  }
}
