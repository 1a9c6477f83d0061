package org.claimexchange.launcher;

/**
 * Something that a person at the command line can mend; the message is one sentence that says how.
 */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for the person at the command line. */
  public Trouble(String sentence) {
    super(sentence);
  }
}
