package org.claimexchange.ledger.embedded;

import java.util.List;
import java.util.Optional;

/**
 * What a verification of a block file found.
 *
 * @param height the ledger's end; empty if the file holds no block that could be judged
 * @param transactions how many were judged, invalid ones included, configuration not
 * @param valid how many of them took effect
 * @param tornBytes length of an unfinished entry at the file's end, as a power cut leaves it; the
 *     next start cuts it off
 * @param findings what does not hold, in the order of the file; empty if all holds
 */
public record LedgerReport(
    Optional<LedgerHeight> height,
    long transactions,
    long valid,
    long tornBytes,
    List<Finding> findings) {

  public LedgerReport {
    findings = List.copyOf(findings);
  }

  /** Whether everything held. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /**
   * One thing that does not hold.
   *
   * @param block number of the block
   * @param offset where its entry starts in the file, in bytes
   * @param defect what does not hold
   */
  public record Finding(long block, long offset, String defect) {
    /** One line. */
    public String text() {
      return "block %d, byte offset %d: %s".formatted(block, offset, defect);
    }
  }
}
