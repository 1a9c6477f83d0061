package org.claimexchange.server.consent;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Written;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.register.TemplateText;
import org.claimexchange.server.request.DataRequests;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a signed consent on the ledger; what follows is asked for in the same transaction. */
final class GrantWork implements StepWork {
  private final ConsentTable table;
  private final DataRequests requests;
  private final Registers registers;
  private final Covers covers;
  private final LedgerWrites writes;
  private final AfterGrant after;
  private final Progress progress;
  private final TransactionTemplate transaction;

  GrantWork(
      ConsentTable table,
      DataRequests requests,
      Registers registers,
      Covers covers,
      LedgerWrites writes,
      AfterGrant after,
      Progress progress,
      TransactionTemplate transaction) {
    this.table = table;
    this.requests = requests;
    this.registers = registers;
    this.covers = covers;
    this.writes = writes;
    this.after = after;
    this.progress = progress;
    this.transaction = transaction;
  }

  @Override
  public Step step() {
    return Step.GRANT;
  }

  @Override
  public StepResult run(StepRun run) {
    ConsentRow row = table.find(run.object()).orElseThrow();
    if (row.status() != ConsentRow.Status.PENDING) {
      return StepResult.done();
    }
    StoredConsent consent = table.document(row);
    return switch (writes.write(
        Grant.FUNCTION,
        consent.statement().consent(),
        ledger -> ledger.grant(transaction(consent)))) {
      case Written.Committed<ConsentState> done -> granted(consent, done);
      case Written.Refused<ConsentState> refused -> notGranted(run, refused.refusal().code());
      case Written.Later<ConsentState> later -> later.result();
    };
  }

  private Grant transaction(StoredConsent consent) {
    RequestBody request = requests.find(consent.statement().request()).orElseThrow().body();
    TemplateText template =
        registers
            .template(consent.openings().shown().value().template())
            .orElseThrow(() -> new IllegalStateException("a text that is not registered"));
    List<Proven<Relation>> relation = covers.relation(consent.openings());
    return new Grant(
        new Grant.Open(
            consent.statement().consent(),
            consent.statement().request(),
            consent.statement().digest(),
            consent.proof().hidden(consent.proofSalt()),
            Proofs.spent(consent.proof(), consent.statement().digest())),
        new Grant.Hidden(
            registers.operator(),
            request,
            consent.statement(),
            consent.openings(),
            consent.proof(),
            consent.proofSalt(),
            registers.provider(),
            covers.participants(consent.openings(), relation),
            covers.approval(consent.approval()),
            template.entry(),
            relation));
  }

  private StepResult granted(StoredConsent consent, Written.Committed<ConsentState> done) {
    String id = consent.statement().consent();
    String request = consent.statement().request();
    progress.happened(Milestone.GRANT, request);
    Instant at = done.at();
    transaction.executeWithoutResult(status -> {
      table.granted(id, done.transactionId(), done.block(), at);
      after.granted(consent, done.transactionId(), at);
    });
    progress.noted(Milestone.GRANT, request);
    return StepResult.done();
  }

  private StepResult notGranted(StepRun run, LedgerRefusal.Code code) {
    transaction.executeWithoutResult(status -> table.notGranted(run.object(), code.name()));
    return StepResult.done();
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    if (writes.unknown(Grant.FUNCTION, run.object())) {
      // It may stand on the ledger already: an operator sees it dead, and resumes it.
      return;
    }
    // The request stays open: the person can try again until its link expires.
    transaction.executeWithoutResult(
        status -> table.notGranted(run.object(), LedgerRefusal.Code.TOKEN_EXPIRED.name()));
  }
}
