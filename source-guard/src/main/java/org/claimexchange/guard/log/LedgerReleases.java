package org.claimexchange.guard.log;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;

/** What the ledger says of releases, wherever it is read from: blocks, or the contract's reads. */
@FunctionalInterface
public interface LedgerReleases {
  /**
   * A release.
   *
   * @param body digest of its body
   * @param openedAt when its transaction was made
   * @param withdrawnAt when the block with the withdrawal of its consent was committed, or else its
   *     transaction made; empty while the consent stands
   */
  record LedgerRelease(Digest body, Instant openedAt, Optional<Instant> withdrawnAt) {}

  /** The release of an id; empty if none stands on the ledger. */
  Optional<LedgerRelease> find(String release);
}
