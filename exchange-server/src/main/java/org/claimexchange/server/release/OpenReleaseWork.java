package org.claimexchange.server.release;

import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a release on the ledger; nothing is pulled before that is committed. */
public final class OpenReleaseWork implements StepWork {
  private final ReleaseTable table;
  private final RequestTable requests;
  private final Covers covers;
  private final Registers registers;
  private final LedgerWrites writes;
  private final StepQueue queue;
  private final Story story;
  private final Progress progress;
  private final TransactionTemplate transaction;
  private final ClaimEnd end;

  OpenReleaseWork(
      ReleaseTable table,
      RequestTable requests,
      Covers covers,
      Registers registers,
      LedgerWrites writes,
      StepQueue queue,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      ClaimEnd end) {
    this.table = table;
    this.requests = requests;
    this.covers = covers;
    this.registers = registers;
    this.writes = writes;
    this.queue = queue;
    this.story = story;
    this.progress = progress;
    this.transaction = transaction;
    this.end = end;
  }

  @Override
  public Step step() {
    return Step.OPEN_RELEASE;
  }

  @Override
  public StepResult run(StepRun run) {
    ReleaseRow row = table.find(run.object()).orElseThrow();
    ReleaseBody body = table.body(row);
    return switch (writes.write(
        OpenRelease.FUNCTION, row.id(), ledger -> ledger.openRelease(transaction(row, body)))) {
      case Written.Committed<ReleaseState> done -> opened(row, done);
      case Written.Refused<ReleaseState> refused -> {
        end.refused(row, refused.refusal().code());
        yield StepResult.done();
      }
      case Written.Later<ReleaseState> later -> later.result();
    };
  }

  private OpenRelease transaction(ReleaseRow row, ReleaseBody body) {
    return new OpenRelease(
        new OpenRelease.Open(row.id(), row.consent(), body.digest()),
        new OpenRelease.Hidden(registers.operator(), body, covers.of(row.consent())));
  }

  private StepResult opened(ReleaseRow row, Written.Committed<ReleaseState> done) {
    progress.happened(Milestone.RELEASE, row.request());
    transaction.executeWithoutResult(status -> {
      if (requests.hold(row.request()).status() == DataRequestStatus.GRANTED) {
        table.opened(row.id(), done.transactionId(), done.at());
        requests.change(row.request(), DataRequestStatus.IN_PROGRESS, "");
        story.tell(
            row.request(),
            Happening.of(Happening.Kind.RELEASED, "", done.at()).in(done.transactionId()));
        for (PullRow pull : table.pulls(row.id())) {
          queue.add(Step.PULL, PullRow.stepObject(row.id(), pull.part()), row.request());
        }
      }
    });
    progress.noted(Milestone.RELEASE, row.request());
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    if (writes.unknown(OpenRelease.FUNCTION, run.object())) {
      // It may stand on the ledger already: an operator sees it dead, and resumes it.
      return;
    }
    transaction.executeWithoutResult(status ->
        requests.change(run.request(), DataRequestStatus.FAILED, TaskReason.LEDGER_SILENT));
  }
}
