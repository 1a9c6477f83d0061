package org.claimexchange.server.sealing;

/** A package that could not be sealed. The message tells no personal data. */
public final class SealingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why, for programs: only some get better by trying again. */
  public enum Reason {
    /** A character that no font at hand can show; the message says which. */
    UNPRINTABLE_CHARACTER,
    /** The signing key cannot be used now: trying again may help. */
    SIGNING_KEY,
    /** The time-stamp authority gave no usable time stamp: trying again may help. */
    TIMESTAMP,
    /** A recipient's certificate cannot be encrypted to. */
    RECIPIENT,
    /** More than a package may hold; the message says what and how much. */
    TOO_LARGE,
    /** The content contradicts itself. */
    CONTENT;

    /** Whether trying again may help. */
    public boolean passes() {
      return switch (this) {
        case SIGNING_KEY, TIMESTAMP -> true;
        case UNPRINTABLE_CHARACTER, RECIPIENT, TOO_LARGE, CONTENT -> false;
      };
    }
  }

  public SealingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public SealingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
