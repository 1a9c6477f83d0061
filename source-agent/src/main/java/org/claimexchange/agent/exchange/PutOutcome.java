package org.claimexchange.agent.exchange;

import java.util.List;

/** What the exchange says to a document. */
public sealed interface PutOutcome {
  /** It has it. */
  record Taken() implements PutOutcome {}

  /** The session is over, or the release is: fresh evidence is due before anything else. */
  record NoSession() implements PutOutcome {}

  /**
   * It cannot be taken as it is.
   *
   * @param problems what is wrong, where the exchange says it
   * @param lasting whether the same bytes will never be taken; else they may have come wrong
   */
  record NotTaken(List<Complaint> problems, boolean lasting) implements PutOutcome {
    public NotTaken {
      problems = List.copyOf(problems);
    }
  }

  /**
   * One thing wrong with a document; nothing of what it says.
   *
   * @param path the field
   * @param line of the file, from 1; 0 where there is none to tell
   * @param expected what should be there
   */
  record Complaint(String path, int line, String expected) {}
}
