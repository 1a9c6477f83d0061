package org.claimexchange.verifier.evidence;

/** The first check that failed. Holds no personal data. */
public final class EvidenceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final EvidenceDefect defect;
  private final String expected;
  private final String found;

  /**
   * @param defect which check
   * @param expected what it wanted
   * @param found what was there instead
   */
  public EvidenceException(EvidenceDefect defect, String expected, String found) {
    super(defect + ": expected " + expected + ", found " + found);
    this.defect = defect;
    this.expected = expected;
    this.found = found;
  }

  /** Which check failed. */
  public EvidenceDefect defect() {
    return defect;
  }

  /** What the check wanted. */
  public String expected() {
    return expected;
  }

  /** What was there instead. */
  public String found() {
    return found;
  }
}
