package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** A denial, in the words of a peer. */
final class DeniedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  DeniedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
