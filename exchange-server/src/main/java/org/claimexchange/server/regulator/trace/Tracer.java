package org.claimexchange.server.regulator.trace;

import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.server.regulator.ConsolePart;

/** Follows a consent on the ledger, without a look into the operator's database. */
@ConsolePart
public class Tracer {
  private final ConsentLedger ledger;

  Tracer(ConsentLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * A consent's whole history; empty where the ledger knows no such consent.
   *
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  public Optional<Trace> trace(String consent) {
    return ledger
        .findConsent(consent)
        .map(state -> {
          var history = new LedgerHistory(ledger.historyOfConsent(consent));
          return new Trace(state, history.events(this::blockOf), history.releases());
        });
  }

  private Optional<Long> blockOf(String transactionId) {
    return switch (ledger.find(transactionId)) {
      case TransactionFate.Valid valid -> Optional.of(valid.block());
      case TransactionFate.Void none -> Optional.of(none.block());
      case TransactionFate.NotSeen _ -> Optional.empty();
    };
  }
}
