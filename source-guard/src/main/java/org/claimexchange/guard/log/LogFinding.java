package org.claimexchange.guard.log;

/**
 * Something in a log that the regulator should ask about.
 *
 * @param line number of the line in the file, from 1
 * @param defect what
 * @param release id of the release; empty where the line cannot be read
 */
public record LogFinding(long line, Defect defect, String release) {
  /** What is wrong. */
  public enum Defect {
    /** The line is not what a guard writes. */
    MALFORMED,
    /** The line does not follow from the one before: one was changed, added or taken away. */
    CHAIN,
    /** The times run backwards by more than clocks do. */
    TIME,
    /** No such release stands on the ledger. */
    NO_RELEASE,
    /** The release stands there with another body. */
    OTHER_RELEASE,
    /** It was pulled before the ledger had released it. */
    BEFORE_RELEASE,
    /** It was pulled longer after the withdrawal than a session lasts. */
    AFTER_WITHDRAWAL,
    /** It was pulled without a session that the log knows of within the time a session lasts. */
    NO_SESSION
  }
}
