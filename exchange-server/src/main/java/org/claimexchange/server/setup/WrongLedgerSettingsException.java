package org.claimexchange.server.setup;

import java.util.List;

/** Settings of the ledger with which the server must not start. */
final class WrongLedgerSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  WrongLedgerSettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each. */
  List<String> problems() {
    return problems;
  }
}
