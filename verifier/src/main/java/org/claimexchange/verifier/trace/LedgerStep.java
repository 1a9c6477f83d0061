package org.claimexchange.verifier.trace;

import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.blocks.LedgerTransaction;

/**
 * A transaction with its open side read.
 *
 * @param transaction as it stands in its block
 * @param kind what it is
 * @param open its open side
 */
record LedgerStep<O, H>(LedgerTransaction transaction, StepKind<O, H> kind, O open) {
  /**
   * Reads the open side.
   *
   * @throws org.claimexchange.model.json.MalformedJsonException if it is not the kind's
   */
  static <O, H> LedgerStep<O, H> read(LedgerTransaction transaction, StepKind<O, H> kind) {
    String argument = transaction.arguments().isEmpty() ? "" : transaction.arguments().get(0);
    return new LedgerStep<>(transaction, kind, CanonicalJson.read(argument, kind.openType()));
  }

  Subject subject() {
    return kind.subject(open);
  }

  void note(LedgerIndex ledger) {
    kind.note(open, transaction.time(), ledger);
  }

  @Override
  public String toString() {
    return "LedgerStep[" + kind.function() + "]";
  }
}
