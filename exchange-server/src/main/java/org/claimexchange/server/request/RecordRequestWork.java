package org.claimexchange.server.request;

import java.time.Clock;
import java.util.Optional;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a request on the ledger; then its link is open. */
final class RecordRequestWork implements StepWork {
  private final RequestTable table;
  private final Registers registers;
  private final LedgerWrites writes;
  private final Story story;
  private final Progress progress;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RecordRequestWork(
      RequestTable table,
      Registers registers,
      LedgerWrites writes,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.registers = registers;
    this.writes = writes;
    this.story = story;
    this.progress = progress;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.RECORD_REQUEST;
  }

  @Override
  public StepResult run(StepRun run) {
    StoredRequest request = table.document(run.request());
    Optional<Proven<Participant>> insurer = registers.participant(request.body().insurer());
    Optional<Proven<Approval>> approval = registers.approval(request.approval());
    if (insurer.isEmpty() || approval.isEmpty()) {
      return reject(run.request(), LedgerRefusal.Code.NO_APPROVAL);
    }
    RecordRequest write =
        new RecordRequest(
            new RecordRequest.Open(run.request(), request.body().digest()),
            new RecordRequest.Hidden(
                registers.operator(), request.body(), insurer.get(), approval.get()));
    return switch (writes.write(
        RecordRequest.FUNCTION, run.request(), ledger -> ledger.recordRequest(write))) {
      case Written.Committed<RequestState> done -> open(run.request(), done);
      case Written.Refused<RequestState> refused -> reject(run.request(), refused.refusal().code());
      case Written.Later<RequestState> later -> later.result();
    };
  }

  private StepResult open(String id, Written.Committed<RequestState> done) {
    progress.happened(Milestone.NOTICE, id);
    transaction.executeWithoutResult(status -> {
      if (table.hold(id).status() == DataRequestStatus.REQUESTED) {
        table.recorded(id, done.transactionId(), done.at());
        table.change(id, DataRequestStatus.OPEN, "");
        story.tell(
            id, Happening.of(Happening.Kind.RECORDED, "", done.at()).in(done.transactionId()));
      }
    });
    progress.noted(Milestone.NOTICE, id);
    return StepResult.done();
  }

  private StepResult reject(String id, LedgerRefusal.Code code) {
    transaction.executeWithoutResult(status -> {
      if (table.hold(id).status() == DataRequestStatus.REQUESTED) {
        table.change(id, DataRequestStatus.REJECTED, TaskReason.of(code));
        story.tell(
            id, Happening.of(Happening.Kind.FAILED, "", clock.instant()).saying(code.name()));
      }
    });
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    if (writes.unknown(RecordRequest.FUNCTION, run.request())) {
      // It may stand on the ledger already: an operator sees it dead, and resumes it.
      return;
    }
    transaction.executeWithoutResult(
        status -> table.change(run.request(), DataRequestStatus.FAILED, TaskReason.LEDGER_SILENT));
  }
}
