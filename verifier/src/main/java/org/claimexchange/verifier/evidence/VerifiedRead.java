package org.claimexchange.verifier.evidence;

import java.time.Instant;
import java.util.Set;
import org.claimexchange.model.evidence.EvidenceQuery;

/**
 * A read that held.
 *
 * @param query what was asked
 * @param time at which the peers judged
 * @param result the typed answer
 * @param organizations MSP ids that endorsed it
 * @param evaluation whether a root says that its network is for evaluation only
 */
public record VerifiedRead<T>(
    EvidenceQuery query, Instant time, T result, Set<String> organizations, boolean evaluation) {

  public VerifiedRead {
    organizations = Set.copyOf(organizations);
  }
}
