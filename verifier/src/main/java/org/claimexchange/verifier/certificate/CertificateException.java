package org.claimexchange.verifier.certificate;

/** A certificate or key that is not what it should be; the message says what is wrong with it. */
public final class CertificateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public CertificateException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }
}
