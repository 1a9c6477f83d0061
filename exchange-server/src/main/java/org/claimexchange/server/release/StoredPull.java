package org.claimexchange.server.release;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;

/**
 * What came of asking one source, for the package.
 *
 * @param pages how many pages came
 * @param digest over all of them, in order
 * @param retrievedAt when the last came
 * @param shown the evidence that the source accepted
 */
public record StoredPull(int pages, Digest digest, Instant retrievedAt, List<Evidence> shown) {
  public StoredPull {
    shown = List.copyOf(shown);
  }
}
