package org.claimexchange.verifier.consent;

/** A consent that does not hold. The message holds no personal data. */
public final class ConsentFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  public ConsentFailure(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** What was expected. */
  public String detail() {
    return detail;
  }
}
