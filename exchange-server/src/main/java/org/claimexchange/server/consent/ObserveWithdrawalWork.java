package org.claimexchange.server.consent;

import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out here what somebody else's withdrawal means: work stops, what rests is erased. */
final class ObserveWithdrawalWork implements StepWork {
  private final ConsentTable table;
  private final ConsentLedger ledger;
  private final AfterGrant after;
  private final TransactionTemplate transaction;

  ObserveWithdrawalWork(
      ConsentTable table, ConsentLedger ledger, AfterGrant after, TransactionTemplate transaction) {
    this.table = table;
    this.ledger = ledger;
    this.after = after;
    this.transaction = transaction;
  }

  @Override
  public Step step() {
    return Step.OBSERVE_WITHDRAWAL;
  }

  @Override
  public StepResult run(StepRun run) {
    ConsentRow row = table.find(run.object()).orElseThrow();
    return switch (row.status()) {
      case WITHDRAWN, NOT_GRANTED -> StepResult.done();
      // The grant's own step has not heard yet that it is on the ledger.
      case PENDING -> StepResult.again("not known as granted yet");
      case ACTIVE, WITHDRAWING -> observe(row);
    };
  }

  private StepResult observe(ConsentRow row) {
    ConsentState state = ledger.findConsent(row.id()).orElseThrow();
    if (state.status() != ConsentStatus.REVOKED) {
      return StepResult.again("this peer does not know of it yet");
    }
    String withdrawing = transactionOf(row.id());
    transaction.executeWithoutResult(status -> {
      if (table.withdrawn(row.id(), withdrawing, state.changedAt())) {
        after.withdrawn(row, withdrawing, state.changedAt());
      }
    });
    return StepResult.done();
  }

  /** The last transaction on a consent that is withdrawn is its withdrawal. */
  private String transactionOf(String consent) {
    List<String> changes =
        ledger.historyOfConsent(consent).stream()
            .filter(entry -> entry.key().equals("consent/" + consent))
            .map(HistoryEntry::txId)
            .toList();
    return changes.isEmpty() ? "" : changes.getLast();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // An operator sees it dead; the ledger refuses every further step of the claim meanwhile.
  }
}
