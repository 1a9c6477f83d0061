package org.claimexchange.server.consent;

import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a signed withdrawal on the ledger. */
final class WithdrawWork implements StepWork {
  private final ConsentTable table;
  private final Registers registers;
  private final ConsentLedger ledger;
  private final LedgerWrites writes;
  private final AfterGrant after;
  private final TransactionTemplate transaction;

  WithdrawWork(
      ConsentTable table,
      Registers registers,
      ConsentLedger ledger,
      LedgerWrites writes,
      AfterGrant after,
      TransactionTemplate transaction) {
    this.table = table;
    this.registers = registers;
    this.ledger = ledger;
    this.writes = writes;
    this.after = after;
    this.transaction = transaction;
  }

  @Override
  public Step step() {
    return Step.WITHDRAW;
  }

  @Override
  public StepResult run(StepRun run) {
    ConsentRow row = table.find(run.object()).orElseThrow();
    if (row.status() != ConsentRow.Status.WITHDRAWING) {
      return StepResult.done();
    }
    return switch (writes.write(
        Revoke.FUNCTION, row.id(), ledger -> ledger.revoke(transaction(row)))) {
      case Written.Committed<ConsentState> done -> withdrawn(row, done);
      case Written.Refused<ConsentState> refused -> refused(row, refused.refusal().code());
      case Written.Later<ConsentState> later -> later.result();
    };
  }

  private Revoke transaction(ConsentRow row) {
    StoredConsent consent = table.document(row);
    StoredWithdrawal withdrawal = table.withdrawal(row);
    return new Revoke(
        new Revoke.Open(
            row.id(),
            withdrawal.proof().hidden(withdrawal.proofSalt()),
            Proofs.spent(withdrawal.proof(), withdrawal.statement().digest())),
        new Revoke.Hidden(
            registers.operator(),
            consent.statement(),
            consent.openings().grantor(),
            List.of(
                new Withdrawal(withdrawal.statement(), withdrawal.proof(), registers.provider())),
            withdrawal.proofSalt()));
  }

  private StepResult withdrawn(ConsentRow row, Written.Committed<ConsentState> done) {
    transaction.executeWithoutResult(status -> {
      if (table.withdrawn(row.id(), done.transactionId(), done.at())) {
        after.withdrawn(row, done.transactionId(), done.at());
      }
    });
    return StepResult.done();
  }

  private StepResult refused(ConsentRow row, LedgerRefusal.Code code) {
    if (code == LedgerRefusal.Code.CONSENT_REVOKED) {
      // Somebody else handed a withdrawal in: the same holds here.
      transaction.executeWithoutResult(status -> {
        var at = ledger.findConsent(row.id()).orElseThrow().changedAt();
        if (table.withdrawn(row.id(), "", at)) {
          after.withdrawn(row, "", at);
        }
      });
    } else {
      transaction.executeWithoutResult(status -> table.stillActive(row.id(), code.name()));
    }
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // An operator sees it dead; the consent stays "withdrawing", under which nothing is started.
  }
}
