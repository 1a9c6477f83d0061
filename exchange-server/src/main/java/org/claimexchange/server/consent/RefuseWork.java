package org.claimexchange.server.consent;

import java.util.List;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a grantor's no on the ledger. */
final class RefuseWork implements StepWork {
  private final RequestTable requests;
  private final Registers registers;
  private final LedgerWrites writes;
  private final StepTable steps;
  private final Story story;
  private final TransactionTemplate transaction;

  RefuseWork(
      RequestTable requests,
      Registers registers,
      LedgerWrites writes,
      StepTable steps,
      Story story,
      TransactionTemplate transaction) {
    this.requests = requests;
    this.registers = registers;
    this.writes = writes;
    this.steps = steps;
    this.story = story;
    this.transaction = transaction;
  }

  @Override
  public Step step() {
    return Step.REFUSE;
  }

  @Override
  public StepResult run(StepRun run) {
    Refuse write =
        new Refuse(new Refuse.Open(run.request()), new Refuse.Hidden(registers.operator()));
    return switch (writes.write(Refuse.FUNCTION, run.request(), ledger -> ledger.refuse(write))) {
      case Written.Committed<RequestState> done -> refused(run.request(), done);
      // Granted meanwhile, by another page of the same person: the grant stands.
      case Written.Refused<RequestState> closed -> StepResult.done();
      case Written.Later<RequestState> later -> later.result();
    };
  }

  private StepResult refused(String request, Written.Committed<RequestState> done) {
    transaction.executeWithoutResult(status -> {
      if (requests.hold(request).status() == DataRequestStatus.OPEN) {
        steps.dropOpen(request, List.of(Step.REFUSE));
        requests.change(request, DataRequestStatus.REJECTED, TaskReason.GRANTOR_REFUSED);
        story.tell(
            request, Happening.of(Happening.Kind.REFUSED, "", done.at()).in(done.transactionId()));
      }
    });
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // An operator sees it dead; the request ends by itself when its link expires.
  }
}
