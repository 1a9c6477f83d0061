package org.claimexchange.server.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What came of asking a source once. */
public sealed interface PullOutcome {
  /**
   * The source gave all that it has for this part.
   *
   * @param pages how many pages came
   * @param bytes how many bytes
   * @param digest SHA-256 over the SHA-256 of each page, in the order in which the sink got them
   * @param retrievedAt when the last page came
   * @param shown the evidence that the source accepted, oldest first; travels in the package
   */
  record Pulled(int pages, long bytes, Digest digest, Instant retrievedAt, List<Evidence> shown)
      implements PullOutcome {
    public Pulled {
      shown = List.copyOf(shown);
    }
  }

  /**
   * Ask again later.
   *
   * @param problem why not now
   * @param after how long to wait at the least; zero where the source said nothing
   */
  record Later(PullProblem problem, Duration after) implements PullOutcome {}

  /** Asking again would give the same. */
  record Failed(PullProblem problem) implements PullOutcome {}

  /**
   * The contract says no: the consent is withdrawn or expired, or the release past its deadline.
   */
  record Refused(LedgerRefusal refusal) implements PullOutcome {}
}
