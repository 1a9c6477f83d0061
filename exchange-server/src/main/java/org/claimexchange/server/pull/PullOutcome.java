package org.claimexchange.server.pull;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What came of asking a source once. */
public sealed interface PullOutcome {
  /**
   * The source gave all that it has for this part.
   *
   * @param pages how many pages or files came
   * @param bytes how many bytes
   * @param digest SHA-256 over the SHA-256 of each page in the order in which the sink got them, or
   *     of each file in the order of the source's list
   * @param retrievedAt when the last came
   * @param shown the evidence that the source accepted, oldest first; travels in the package
   */
  record Pulled(int pages, long bytes, Digest digest, Instant retrievedAt, List<Evidence> shown)
      implements PullOutcome {
    public Pulled {
      shown = List.copyOf(shown);
    }

    /** What came where a source handed over the files of its list. */
    public static Pulled of(DocumentList list, Instant retrievedAt, List<Evidence> shown) {
      MessageDigest all = Digest.sha256();
      long bytes = 0;
      for (SourceDocument document : list.documents()) {
        all.update(document.digest().bytes());
        bytes += document.size();
      }
      return new Pulled(
          list.documents().size(), bytes, Digest.ofHash(all.digest()), retrievedAt, shown);
    }
  }

  /**
   * Ask again later.
   *
   * @param problem why not now
   * @param after how long to wait at the least; zero where the source said nothing
   */
  record Later(PullProblem problem, Duration after) implements PullOutcome {}

  /**
   * Asking again would give the same.
   *
   * @param problem why
   * @param detail more of it for the operator, nothing personal; empty where there is no more
   */
  record Failed(PullProblem problem, String detail) implements PullOutcome {}

  /**
   * The contract says no: the consent is withdrawn or expired, or the release past its deadline.
   */
  record Refused(LedgerRefusal refusal) implements PullOutcome {}
}
