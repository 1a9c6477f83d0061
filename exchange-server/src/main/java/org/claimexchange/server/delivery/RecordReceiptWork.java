package org.claimexchange.server.delivery;

import java.util.Optional;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.consent.StoredConsent;
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

/** Puts an insurer's receipt on the ledger, as a salted digest. */
final class RecordReceiptWork implements StepWork {
  private final DeliveryTable table;
  private final ConsentTable consents;
  private final Registers registers;
  private final LedgerWrites writes;
  private final Story story;
  private final Progress progress;
  private final TransactionTemplate transaction;

  RecordReceiptWork(
      DeliveryTable table,
      ConsentTable consents,
      Registers registers,
      LedgerWrites writes,
      Story story,
      Progress progress,
      TransactionTemplate transaction) {
    this.table = table;
    this.consents = consents;
    this.registers = registers;
    this.writes = writes;
    this.story = story;
    this.progress = progress;
    this.transaction = transaction;
  }

  @Override
  public Step step() {
    return Step.RECORD_RECEIPT;
  }

  @Override
  public StepResult run(StepRun run) {
    DeliveryRow row = table.find(run.object()).orElseThrow();
    Optional<StoredReceipt> receipt = table.receipt(row);
    Optional<Proven<Participant>> insurer = registers.participant(row.insurer());
    if (row.receivedAt().isPresent() || receipt.isEmpty() || insurer.isEmpty()) {
      return StepResult.done();
    }
    StoredConsent consent = consents.document(consents.find(row.consent()).orElseThrow());
    String jws = receipt.get().jws();
    RecordReceipt write =
        new RecordReceipt(
            new RecordReceipt.Open(
                row.id(), new Opening<>(receipt.get().salt(), ReceiptBody.NAME, jws).digest()),
            new RecordReceipt.Hidden(
                registers.operator(),
                jws,
                receipt.get().salt(),
                insurer.get(),
                consent.statement(),
                consent.openings().recipients()));
    return switch (writes.write(
        RecordReceipt.FUNCTION, row.id(), ledger -> ledger.recordReceipt(write))) {
      case Written.Committed<DeliveryState> done -> received(row, done);
      case Written.Refused<DeliveryState> refused -> {
        // Another receipt may be handed in.
        table.forgetReceipt(row.id());
        yield StepResult.dead("the ledger refuses: " + refused.refusal().code());
      }
      case Written.Later<DeliveryState> later -> later.result();
    };
  }

  private StepResult received(DeliveryRow row, Written.Committed<DeliveryState> done) {
    progress.happened(Milestone.FETCH, row.request());
    transaction.executeWithoutResult(status -> {
      table.received(row.id(), done.transactionId(), done.at());
      story.tell(
          row.request(),
          Happening.of(Happening.Kind.RECEIVED, row.insurer(), done.at()).in(done.transactionId()));
    });
    progress.noted(Milestone.FETCH, row.request());
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    // The package stays fetched; an operator sees that its receipt is not on the ledger.
  }
}
