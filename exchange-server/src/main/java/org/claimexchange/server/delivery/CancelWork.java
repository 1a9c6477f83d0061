package org.claimexchange.server.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestRow;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.claimexchange.server.vault.Vault;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends a claim for the operator: nothing more is asked or made, what rests unsent is erased. */
final class CancelWork implements StepWork {
  /** What goes on after the end of a claim. */
  private static final List<Step> STILL =
      List.of(Step.CANCEL, Step.WITHDRAW, Step.OBSERVE_WITHDRAWAL, Step.EXPIRE, Step.ERASE);

  private final RequestTable requests;
  private final ReleaseTable releases;
  private final DeliveryTable deliveries;
  private final PackageStore store;
  private final StepTable steps;
  private final Story story;
  private final Vault vault;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CancelWork(
      RequestTable requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      PackageStore store,
      StepTable steps,
      Story story,
      Vault vault,
      TransactionTemplate transaction,
      Clock clock) {
    this.requests = requests;
    this.releases = releases;
    this.deliveries = deliveries;
    this.store = store;
    this.steps = steps;
    this.story = story;
    this.vault = vault;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.CANCEL;
  }

  @Override
  public StepResult run(StepRun run) {
    RequestRow request = requests.find(run.request()).orElseThrow();
    Boolean ended = transaction.execute(status -> end(request));
    if (Boolean.TRUE.equals(ended)) {
      vault.destroy(ReleaseTable.key(request.release()));
      deliveries
          .find(request.delivery())
          .filter(delivery -> delivery.status() == DeliveryRow.Status.DESTROYED)
          .ifPresent(delivery -> store.destroyKey(delivery.packageKey()));
    }
    return StepResult.done();
  }

  private boolean end(RequestRow request) {
    boolean open =
        switch (requests.hold(request.id()).status()) {
          case REQUESTED, OPEN, GRANTED, IN_PROGRESS, FAILED -> true;
          case COMPLETED, REJECTED, CANCELLED -> false;
        };
    if (open) {
      steps.dropOpen(request.id(), STILL);
      releases.stop(request.release());
      releases.erasePages(request.release());
      Optional<DeliveryRow> sealed =
          deliveries
              .find(request.delivery())
              .filter(delivery -> delivery.status() == DeliveryRow.Status.SEALED);
      sealed.ifPresent(delivery -> {
        store.erase(delivery.id());
        deliveries.change(delivery.id(), DeliveryRow.Status.DESTROYED);
      });
      requests.change(request.id(), DataRequestStatus.CANCELLED, TaskReason.OPERATOR_CANCELLED);
      story.tell(
          request.id(),
          Happening.of(Happening.Kind.CANCELLED, "", clock.instant())
              .saying(TaskReason.OPERATOR_CANCELLED));
    }
    return open;
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // An operator asked for it and sees that it is dead.
  }
}
