package org.claimexchange.server.delivery;

import java.time.Duration;
import java.time.Instant;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.server.consent.ConsentRow;
import org.claimexchange.server.consent.ConsentTable;
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
import org.claimexchange.server.release.ClaimEnd;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a package's digest on the ledger; refused, the package is destroyed. */
final class RecordDeliveryWork implements StepWork {
  private final DeliveryTable table;
  private final PackageStore store;
  private final ReleaseTable releases;
  private final RequestTable requests;
  private final ConsentTable consents;
  private final Covers covers;
  private final Registers registers;
  private final LedgerWrites writes;
  private final StepQueue queue;
  private final Story story;
  private final Progress progress;
  private final ClaimEnd end;
  private final TransactionTemplate transaction;
  private final Duration retention;

  RecordDeliveryWork(
      DeliveryTable table,
      PackageStore store,
      ReleaseTable releases,
      RequestTable requests,
      ConsentTable consents,
      Covers covers,
      Registers registers,
      LedgerWrites writes,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      TransactionTemplate transaction,
      Duration retention) {
    this.table = table;
    this.store = store;
    this.releases = releases;
    this.requests = requests;
    this.consents = consents;
    this.covers = covers;
    this.registers = registers;
    this.writes = writes;
    this.queue = queue;
    this.story = story;
    this.progress = progress;
    this.end = end;
    this.transaction = transaction;
    this.retention = retention;
  }

  @Override
  public Step step() {
    return Step.RECORD_DELIVERY;
  }

  @Override
  public StepResult run(StepRun run) {
    DeliveryRow row = table.find(run.object()).orElseThrow();
    if (row.status() != DeliveryRow.Status.SEALED) {
      return StepResult.done();
    }
    ReleaseRow release = releases.find(row.release()).orElseThrow();
    DeliveryBody body = table.body(row);
    return switch (writes.write(
        RecordDelivery.FUNCTION,
        row.id(),
        ledger -> ledger.recordDelivery(transaction(row, body, release)))) {
      case Written.Committed<DeliveryState> done -> recorded(row, done);
      case Written.Refused<DeliveryState> refused ->
          destroyed(row, release, refused.refusal().code());
      case Written.Later<DeliveryState> later -> later.result();
    };
  }

  private RecordDelivery transaction(DeliveryRow row, DeliveryBody body, ReleaseRow release) {
    return new RecordDelivery(
        new RecordDelivery.Open(row.id(), row.release(), row.sealed(), body.digest()),
        new RecordDelivery.Hidden(
            registers.operator(), body, releases.body(release), covers.of(row.consent())));
  }

  private StepResult recorded(DeliveryRow row, Written.Committed<DeliveryState> done) {
    progress.happened(Milestone.RECORD, row.request());
    Instant eraseAt = eraseAt(row, done.at());
    transaction.executeWithoutResult(status -> {
      DataRequestStatus request = requests.hold(row.request()).status();
      table.recorded(row.id(), done.transactionId(), done.block(), done.at(), eraseAt);
      story.tell(
          row.request(),
          Happening.of(Happening.Kind.DELIVERED, "", done.at()).in(done.transactionId()));
      if (withdrawn(row) || request != DataRequestStatus.IN_PROGRESS) {
        // The withdrawal was committed right after: it is erased at once.
        queue.add(Step.ERASE, row.id(), row.request());
      } else {
        requests.change(row.request(), DataRequestStatus.COMPLETED, "");
        queue.add(Step.ERASE, row.id(), row.request(), eraseAt);
      }
    });
    progress.noted(Milestone.RECORD, row.request());
    return StepResult.done();
  }

  /** After the retention, or at the consent's end where that is sooner. */
  private Instant eraseAt(DeliveryRow row, Instant recorded) {
    Instant kept = recorded.plus(retention);
    Instant end = consents.find(row.consent()).orElseThrow().notAfter();
    return end.isBefore(kept) ? end : kept;
  }

  private boolean withdrawn(DeliveryRow row) {
    return consents
        .find(row.consent())
        .filter(consent -> consent.status() == ConsentRow.Status.WITHDRAWN)
        .isPresent();
  }

  private StepResult destroyed(DeliveryRow row, ReleaseRow release, LedgerRefusal.Code code) {
    store.destroyKey(row.packageKey());
    transaction.executeWithoutResult(status -> {
      store.erase(row.id());
      table.change(row.id(), DeliveryRow.Status.DESTROYED);
    });
    end.refused(release, code);
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    if (writes.unknown(RecordDelivery.FUNCTION, run.object())) {
      // It may stand on the ledger already: an operator sees it dead, and resumes it.
      return;
    }
    transaction.executeWithoutResult(status -> {
      // A claim that was withdrawn or cancelled meanwhile keeps its own end.
      DataRequestStatus now = requests.hold(run.request()).status();
      if (now == DataRequestStatus.GRANTED || now == DataRequestStatus.IN_PROGRESS) {
        requests.change(run.request(), DataRequestStatus.FAILED, TaskReason.LEDGER_SILENT);
      }
    });
  }
}
