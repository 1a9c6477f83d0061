package org.claimexchange.server.delivery;

import java.time.Clock;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases a package: first its key, then its bytes, then the ledger is told. */
final class EraseWork implements StepWork {
  private final DeliveryTable table;
  private final PackageStore store;
  private final Registers registers;
  private final LedgerWrites writes;
  private final Story story;
  private final TransactionTemplate transaction;
  private final Clock clock;

  EraseWork(
      DeliveryTable table,
      PackageStore store,
      Registers registers,
      LedgerWrites writes,
      Story story,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.store = store;
    this.registers = registers;
    this.writes = writes;
    this.story = story;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.ERASE;
  }

  @Override
  public StepResult run(StepRun run) {
    DeliveryRow row = table.find(run.object()).orElseThrow();
    return switch (row.status()) {
      case ERASED, DESTROYED -> StepResult.done();
      case SEALED -> StepResult.again("not recorded yet");
      case RECORDED, RECEIVED, ERASING -> erase(row);
    };
  }

  private StepResult erase(DeliveryRow row) {
    transaction.executeWithoutResult(status -> table.erasing(row.id()));
    store.destroyKey(row.packageKey());
    transaction.executeWithoutResult(status -> store.erase(row.id()));
    RecordErasure write =
        new RecordErasure(
            new RecordErasure.Open(row.id()), new RecordErasure.Hidden(registers.operator()));
    return switch (writes.write(
        RecordErasure.FUNCTION, row.id(), ledger -> ledger.recordErasure(write))) {
      case Written.Committed<DeliveryState> done -> erased(row, done.transactionId());
      case Written.Refused<DeliveryState> refused ->
          StepResult.dead("the ledger refuses: " + refused.refusal().code());
      case Written.Later<DeliveryState> later -> later.result();
    };
  }

  private StepResult erased(DeliveryRow row, String transactionId) {
    transaction.executeWithoutResult(status -> {
      table.change(row.id(), DeliveryRow.Status.ERASED);
      story.tell(
          row.request(),
          Happening.of(Happening.Kind.ERASED, "", clock.instant()).in(transactionId));
    });
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // The key is destroyed whatever the ledger says; an operator sees that it was not told.
  }
}
