package org.claimexchange.verifier.envelope;

/** A sealed file that cannot be opened. */
public final class EnvelopeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** is no AuthEnvelopedData in DER, or has bytes behind it. */
    MALFORMED,
    /** another cipher than AES-256-GCM and SM4-GCM, or another way to carry the key. */
    ALGORITHM,
    /** was not encrypted for this key. */
    NOT_FOR_THIS_KEY,
    /** was changed after it was sealed. */
    DAMAGED
  }

  public EnvelopeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
