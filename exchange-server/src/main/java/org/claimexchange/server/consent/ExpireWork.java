package org.claimexchange.server.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.springframework.transaction.support.TransactionTemplate;

/** At a consent's end: work stops, what rests is erased, as after a withdrawal. */
final class ExpireWork implements StepWork {
  private final ConsentTable table;
  private final AfterGrant after;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ExpireWork(ConsentTable table, AfterGrant after, TransactionTemplate transaction, Clock clock) {
    this.table = table;
    this.after = after;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.EXPIRE;
  }

  @Override
  public StepResult run(StepRun run) {
    ConsentRow row = table.find(run.object()).orElseThrow();
    Instant now = clock.instant();
    if (now.isBefore(row.notAfter())) {
      return StepResult.again("not over yet", Duration.between(now, row.notAfter()));
    }
    return switch (row.status()) {
      case WITHDRAWN, NOT_GRANTED -> StepResult.done();
      case PENDING, ACTIVE, WITHDRAWING -> {
        transaction.executeWithoutResult(status -> after.expired(row, now));
        yield StepResult.done();
      }
    };
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // An operator sees it dead; the ledger refuses every further step of the claim meanwhile.
  }
}
