package org.claimexchange.server.push;

import java.util.List;
import org.claimexchange.fhir.source.Problem;

/** What became of a file that an agent sent. */
sealed interface PutOutcome {
  /** It is here, from now or from before. */
  record Taken() implements PutOutcome {}

  /** No open session, or the part is waited for no more. */
  record NotOpen() implements PutOutcome {}

  /** Another file of this name is here. */
  record Differs() implements PutOutcome {}

  /** It, or all of the part's files, are larger or more than agreed. */
  record TooLarge() implements PutOutcome {}

  /** Its bytes have another size or digest than was announced. */
  record NotAsAnnounced() implements PutOutcome {}

  /** It did not come within the time for one file. */
  record TooSlow() implements PutOutcome {}

  /**
   * It cannot be read as what it is said to be.
   *
   * @param problems every reason found
   */
  record Unreadable(List<Problem> problems) implements PutOutcome {
    public Unreadable {
      problems = List.copyOf(problems);
    }
  }
}
