package org.claimexchange.verifier.signature;

/** A signature that does not hold. */
public final class SignatureFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final SignatureDefect defect;
  private final String detail;

  /**
   * @param defect what is wrong
   * @param detail what was expected, what was found
   */
  public SignatureFailure(SignatureDefect defect, String detail) {
    super(defect + ": " + detail);
    this.defect = defect;
    this.detail = detail;
  }

  /** What is wrong. */
  public SignatureDefect defect() {
    return defect;
  }

  /** What was expected, what was found. */
  public String detail() {
    return detail;
  }
}
