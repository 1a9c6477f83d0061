package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** The ledger takes no more transactions, or is asked for what will never come. */
final class LedgerClosedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  LedgerClosedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
