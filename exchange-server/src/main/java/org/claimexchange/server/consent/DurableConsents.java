package org.claimexchange.server.consent;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.RequestTable;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what grantors do and has it carried to the ledger by durable steps. */
final class DurableConsents implements Consents {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final ConsentTable table;
  private final RequestTable requestTable;
  private final DataRequests requests;
  private final Registers registers;
  private final ConsentViews views;
  private final StepQueue queue;
  private final Story story;
  private final TransactionTemplate transaction;
  private final SecureRandom random;
  private final Duration wait;

  DurableConsents(
      ConsentTable table,
      RequestTable requestTable,
      DataRequests requests,
      Registers registers,
      ConsentViews views,
      StepQueue queue,
      Story story,
      TransactionTemplate transaction,
      SecureRandom random,
      Duration wait) {
    this.table = table;
    this.requestTable = requestTable;
    this.requests = requests;
    this.registers = registers;
    this.views = views;
    this.queue = queue;
    this.story = story;
    this.transaction = transaction;
    this.random = random;
    this.wait = wait;
  }

  @Override
  public GrantOutcome grant(GrantCommand command) {
    String id = command.statement().consent();
    Optional<ConsentRow> before = table.find(id);
    if (before.isPresent()) {
      return repeated(before.get(), command);
    }
    Optional<LedgerRefusal> refusal = check(command);
    if (refusal.isPresent()) {
      return new GrantOutcome.Refused(refusal.get());
    }
    StoredConsent consent =
        new StoredConsent(
            command.statement(),
            command.openings(),
            command.text(),
            command.proof(),
            Salt.fresh(random),
            approval(command));
    Boolean kept = transaction.execute(status -> keep(consent));
    return Boolean.TRUE.equals(kept) ? outcome(id) : closed();
  }

  private GrantOutcome repeated(ConsentRow before, GrantCommand command) {
    boolean same =
        table.document(before).statement().digest().matches(command.statement().digest());
    return same
        ? outcome(before.id())
        : refused(LedgerRefusal.Code.ID_TAKEN, "the id belongs to another consent");
  }

  /** What the ledger would refuse anyhow, and what it cannot see. */
  private Optional<LedgerRefusal> check(GrantCommand command) {
    Digest shown = Digest.of(command.text().getBytes(StandardCharsets.UTF_8));
    if (!ID.matcher(command.statement().consent()).matches()
        || !command.statement().request().equals(command.request())) {
      return Optional.of(
          new LedgerRefusal(LedgerRefusal.Code.MALFORMED, "the ids do not fit the request"));
    }
    if (!command.openings().open(command.statement())
        || !command.openings().shown().value().text().matches(shown)) {
      return Optional.of(
          new LedgerRefusal(
              LedgerRefusal.Code.DIGEST_MISMATCH, "what was shown is not what was signed"));
    }
    if (registers.template(command.openings().shown().value().template()).isEmpty()) {
      return Optional.of(
          new LedgerRefusal(
              LedgerRefusal.Code.TEMPLATE_NOT_REGISTERED, "the text is not registered"));
    }
    return Optional.empty();
  }

  private boolean keep(StoredConsent consent) {
    String request = consent.statement().request();
    if (requestTable.find(request).isEmpty()
        || requestTable.hold(request).status() != DataRequestStatus.OPEN
        || !table.add(consent)) {
      return false;
    }
    queue.add(Step.GRANT, consent.statement().consent(), request);
    return true;
  }

  /** Of the approvals in force the one that covers it, for the ledger to judge. */
  private String approval(GrantCommand command) {
    List<Approval> live =
        requests.find(command.request()).map(DataRequest::body).map(RequestBody::insurer).stream()
            .flatMap(insurer -> registers.approvalsOf(insurer).stream())
            .map(proven -> proven.entry())
            .toList();
    return live.stream()
        .filter(a -> a.purposes().contains(command.openings().purpose().value()))
        .filter(a ->
            command.openings().parts().stream()
                .allMatch(part -> a.categories().containsAll(part.value().categories())))
        .findFirst()
        .or(() -> live.stream().findFirst())
        .map(Approval::id)
        .orElse("");
  }

  private GrantOutcome outcome(String id) {
    queue.await(Step.GRANT, id, wait);
    ConsentRow row = table.find(id).orElseThrow();
    return switch (row.status()) {
      case PENDING -> new GrantOutcome.Pending(id);
      case NOT_GRANTED ->
          refused(LedgerRefusal.Code.valueOf(row.refusal()), "the ledger refuses the consent");
      case ACTIVE, WITHDRAWING, WITHDRAWN ->
          new GrantOutcome.Granted(id, row.transactionId(), row.grantedAt().orElseThrow());
    };
  }

  private static GrantOutcome closed() {
    return refused(LedgerRefusal.Code.REQUEST_CLOSED, "the request is answered or over");
  }

  private static GrantOutcome refused(LedgerRefusal.Code code, String sentence) {
    return new GrantOutcome.Refused(new LedgerRefusal(code, sentence));
  }

  @Override
  public ActOutcome refuse(String request, PersonId person) {
    Optional<DataRequest> asked = requests.find(request).filter(r -> mayAnswer(r, person));
    if (asked.isEmpty()) {
      return new ActOutcome.NotOpen();
    }
    Boolean open =
        transaction.execute(status -> {
          boolean isOpen = requestTable.hold(request).status() == DataRequestStatus.OPEN;
          if (isOpen) {
            queue.add(Step.REFUSE, request, request);
          }
          return isOpen;
        });
    if (Boolean.TRUE.equals(open)) {
      queue.await(Step.REFUSE, request, wait);
    }
    return told(request, Happening.Kind.REFUSED)
        .orElseGet(() ->
            Boolean.TRUE.equals(open) && stillOpen(request)
                ? new ActOutcome.Pending()
                : new ActOutcome.NotOpen());
  }

  private boolean stillOpen(String request) {
    return requestTable.find(request).orElseThrow().status() == DataRequestStatus.OPEN;
  }

  private boolean mayAnswer(DataRequest request, PersonId person) {
    return request.body().subject().equals(person)
        || registers.relation(request.body().subject(), person).isPresent();
  }

  private Optional<ActOutcome> told(String request, Happening.Kind kind) {
    return story.of(request).stream()
        .filter(happening -> happening.kind() == kind)
        .findFirst()
        .map(happening -> new ActOutcome.Done(happening.transactionId(), happening.at()));
  }

  @Override
  public ActOutcome withdraw(String consent, WithdrawalStatement statement, GrantorProof proof) {
    Optional<ConsentRow> row = table.find(consent);
    if (row.isEmpty() || !fits(row.get(), statement)) {
      return new ActOutcome.NotOpen();
    }
    transaction.executeWithoutResult(status -> {
      requestTable.hold(row.get().request());
      StoredWithdrawal withdrawal = new StoredWithdrawal(statement, proof, Salt.fresh(random));
      if (table.withdrawing(row.get(), withdrawal)) {
        queue.addAgain(Step.WITHDRAW, consent, row.get().request());
      }
    });
    queue.await(Step.WITHDRAW, consent, wait);
    return withdrawal(table.find(consent).orElseThrow());
  }

  private boolean fits(ConsentRow row, WithdrawalStatement statement) {
    return statement.consent().equals(row.id())
        && statement.statement().matches(table.document(row).statement().digest());
  }

  private static ActOutcome withdrawal(ConsentRow row) {
    return switch (row.status()) {
      case PENDING, NOT_GRANTED -> new ActOutcome.NotOpen();
      case WITHDRAWING -> new ActOutcome.Pending();
      case WITHDRAWN ->
          new ActOutcome.Done(row.withdrawalTransactionId(), row.withdrawnAt().orElseThrow());
      case ACTIVE ->
          new ActOutcome.Refused(
              new LedgerRefusal(
                  row.refusal().isEmpty()
                      ? LedgerRefusal.Code.MALFORMED
                      : LedgerRefusal.Code.valueOf(row.refusal()),
                  "the ledger refuses the withdrawal"));
    };
  }

  @Override
  public List<ConsentView> ofGrantor(PersonId grantor) {
    return table.ofGrantor(grantor).stream().map(views::of).toList();
  }

  @Override
  public Optional<ConsentView> find(String consent, PersonId grantor) {
    return table.find(consent).filter(row -> table.isGrantor(consent, grantor)).map(views::of);
  }
}
