package org.claimexchange.server.pull;

import org.claimexchange.ledger.EvidenceOutcome;

/** Asks the ledger whether a release is still open for one source, and has the peers sign it. */
public interface ReleaseProof {
  /**
   * Fresh evidence.
   *
   * @param forWhom participant id of the source
   * @param nonce that the source issued
   */
  EvidenceOutcome evidence(String forWhom, String nonce);
}
