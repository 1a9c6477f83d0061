package org.claimexchange.server.setup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of the ledger, without a stack trace. */
final class WrongLedgerSettingsAnalyzer
    extends AbstractFailureAnalyzer<WrongLedgerSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, WrongLedgerSettingsException cause) {
    return new FailureAnalysis(
        "The ledger cannot be used as it is configured:\n  - "
            + String.join("\n  - ", cause.problems()),
        "See docs/configuration.md, exchange.ledger.*",
        cause);
  }
}
