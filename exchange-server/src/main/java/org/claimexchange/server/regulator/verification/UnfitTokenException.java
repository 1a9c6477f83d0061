package org.claimexchange.server.regulator.verification;

/** A token that cannot be believed; says why, and nothing of its content. */
final class UnfitTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String fact;

  UnfitTokenException(Reason reason, String fact) {
    super(reason + " " + fact);
    this.reason = reason;
    this.fact = fact;
  }

  UnfitTokenException(Reason reason, String fact, Throwable cause) {
    super(reason + " " + fact, cause);
    this.reason = reason;
    this.fact = fact;
  }

  Verdict verdict() {
    return Verdict.fails(reason, fact);
  }
}
