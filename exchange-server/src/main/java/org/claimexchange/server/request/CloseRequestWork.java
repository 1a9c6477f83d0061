package org.claimexchange.server.request;

import java.time.Clock;
import java.util.List;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends a request that nobody answered in time. */
final class CloseRequestWork implements StepWork {
  private final RequestTable table;
  private final StepTable steps;
  private final Story story;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CloseRequestWork(
      RequestTable table,
      StepTable steps,
      Story story,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.steps = steps;
    this.story = story;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.CLOSE_REQUEST;
  }

  @Override
  public StepResult run(StepRun run) {
    transaction.executeWithoutResult(status -> close(run.request()));
    return StepResult.done();
  }

  private void close(String id) {
    DataRequestStatus status = table.hold(id).status();
    if (status == DataRequestStatus.REQUESTED || status == DataRequestStatus.OPEN) {
      steps.dropOpen(id, List.of(Step.CLOSE_REQUEST));
      table.change(id, DataRequestStatus.CANCELLED, TaskReason.NOT_ANSWERED);
      story.tell(
          id,
          Happening.of(Happening.Kind.CANCELLED, "", clock.instant())
              .saying(TaskReason.NOT_ANSWERED));
    }
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // Nobody waits for the end of an unanswered request.
  }
}
