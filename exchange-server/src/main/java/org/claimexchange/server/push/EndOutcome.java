package org.claimexchange.server.push;

import java.util.List;

/** What became of a list with which an agent ended, for now or for good. */
sealed interface EndOutcome {
  /** All of it is here. */
  record Taken() implements EndOutcome {}

  /** No open session, or the part is waited for no more. */
  record NotOpen() implements EndOutcome {}

  /**
   * Not all of it is here as the list has it.
   *
   * @param documents names of what is not here, or is another; empty where the part was ended with
   *     another list
   */
  record Missing(List<String> documents) implements EndOutcome {
    public Missing {
      documents = List.copyOf(documents);
    }
  }
}
