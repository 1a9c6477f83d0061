package org.claimexchange.server.request;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.Ids;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes data requests in. A Task that comes twice is taken once. */
final class TaskIntake {
  private final TaskReader reader;
  private final RequestTable table;
  private final Registers registers;
  private final StepQueue queue;
  private final Story story;
  private final Progress progress;
  private final TransactionTemplate transaction;
  private final ExchangeProperties.Request limits;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  TaskIntake(
      TaskReader reader,
      RequestTable table,
      Registers registers,
      StepQueue queue,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      ExchangeProperties.Request limits,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.reader = reader;
    this.table = table;
    this.registers = registers;
    this.queue = queue;
    this.story = story;
    this.progress = progress;
    this.transaction = transaction;
    this.limits = limits;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** What came of a Task. */
  sealed interface Taken {
    /** Taken in now. */
    record Created(String request) implements Taken {}

    /** The same was taken in before. */
    record Existing(String request) implements Taken {}

    /** Its identifier belongs to another Task of this insurer. */
    record Conflict() implements Taken {}
  }

  /**
   * Takes one Task in, and waits a while for it to stand on the ledger.
   *
   * @param json as it came
   * @param insurer who asks, as authenticated
   */
  Taken take(byte[] json, Participant insurer) throws InvalidTaskException {
    AskedFor asked = reader.read(json, new Party(insurer.id(), insurer.name()));
    Problems problems = new Problems();
    String approval = check(asked, insurer, problems);
    if (!problems.none()) {
      throw new InvalidTaskException(problems.all());
    }
    Optional<RequestRow> before = table.byIdentifier(insurer.id(), asked.identifier());
    if (before.isPresent()) {
      return same(before.get(), asked);
    }
    String id = ids.id();
    if (!keep(id, asked, insurer.id(), approval)) {
      // Another call with the same identifier was quicker.
      return same(table.byIdentifier(insurer.id(), asked.identifier()).orElseThrow(), asked);
    }
    progress.noted(Milestone.REQUEST, id);
    queue.await(Step.RECORD_REQUEST, id, limits.answerWait());
    return new Taken.Created(id);
  }

  private Taken same(RequestRow before, AskedFor asked) {
    if (!before.taskDigest().equals(asked.digest().value())) {
      return new Taken.Conflict();
    }
    queue.await(Step.RECORD_REQUEST, before.id(), limits.answerWait());
    return new Taken.Existing(before.id());
  }

  private boolean keep(String id, AskedFor asked, String insurer, String approval) {
    RequestBody body =
        new RequestBody(
            RequestBody.TYPE,
            id,
            insurer,
            asked.recipients(),
            asked.subject(),
            asked.purpose(),
            asked.parts(),
            List.of(),
            asked.digest(),
            Salt.fresh(random));
    StoredRequest stored =
        new StoredRequest(
            body,
            StoredRequest.Claim.of(asked.claim()),
            asked.subjectName(),
            approval,
            ids.token(),
            asked.returnUrl().stream().toList(),
            asked.validityDays(),
            asked.uses(),
            asked.canonical());
    return Boolean.TRUE.equals(
        transaction.execute(status -> insert(stored, asked, limits.linkValidity())));
  }

  private boolean insert(StoredRequest stored, AskedFor asked, Duration validity) {
    String id = stored.body().request();
    var expires = clock.instant().plus(validity);
    boolean added =
        table.add(
            stored,
            asked.identifier(),
            asked.digest().value(),
            asked.basedOn(),
            ids.id(),
            ids.id(),
            expires);
    if (added) {
      story.tell(
          id, Happening.of(Happening.Kind.REQUESTED, stored.body().insurer(), clock.instant()));
      queue.add(Step.RECORD_REQUEST, id, id);
      queue.add(Step.CLOSE_REQUEST, id, id, expires);
    }
    return added;
  }

  /** What the registers say to it; returns the approval that it can rest on. */
  private String check(AskedFor asked, Participant insurer, Problems problems) {
    for (Part part : asked.parts()) {
      problems.unless(
          active(part.source(), Role.SOURCE),
          Kind.BUSINESS_RULE,
          "Task.input(part)",
          "a source that is registered and active");
    }
    for (Recipient recipient : asked.recipients()) {
      problems.unless(
          active(recipient.participant(), Role.INSURER),
          Kind.BUSINESS_RULE,
          "Task.input",
          "recipients that are registered and active");
    }
    asked
        .basedOn()
        .ifPresent(earlier ->
            problems.unless(
                table.has(earlier, insurer.id(), asked.subject()),
                Kind.BUSINESS_RULE,
                "Task.basedOn",
                "an earlier Task of the same insurer about the same person"));
    List<Approval> approvals =
        registers.approvalsOf(insurer.id()).stream().map(proven -> proven.entry()).toList();
    Optional<Approval> best =
        approvals.stream()
            .filter(approval -> covers(approval, asked))
            .findFirst()
            .or(() -> approvals.stream().findFirst());
    problems.unless(
        best.isPresent(),
        Kind.BUSINESS_RULE,
        "Task",
        "an insurer with the regulator's approval in force");
    return best.map(Approval::id).orElse("");
  }

  /** Only to choose among several; whether it covers the request is for the ledger to say. */
  private static boolean covers(Approval approval, AskedFor asked) {
    return approval.purposes().contains(asked.purpose())
        && asked.parts().stream()
            .allMatch(part -> approval.categories().containsAll(part.categories()));
  }

  private boolean active(String id, Role role) {
    return registers
        .participant(id)
        .filter(p -> p.entry().role() == role && p.entry().status() == EntryStatus.ACTIVE)
        .isPresent();
  }
}
