package org.claimexchange.ledger.statemachine;

import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** A rule of the model that does not hold. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  private Broken(Code code) {
    super(code.name(), null, false, false);
    this.code = code;
  }

  Code code() {
    return code;
  }

  static void unless(boolean holds, Code code) {
    if (!holds) {
      throw new Broken(code);
    }
  }
}
