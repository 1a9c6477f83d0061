package org.claimexchange.server.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.server.consent.ClaimProgress;
import org.claimexchange.server.consent.ConsentRow;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.consent.ProgressStep;
import org.claimexchange.server.consent.ProgressStep.Kind;
import org.claimexchange.server.consent.ProgressStep.State;
import org.claimexchange.server.consent.SourceProgress;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestRow;
import org.claimexchange.server.request.TaskDetail;
import org.claimexchange.server.request.TaskDetail.BusinessStatus;

/** Tells insurers and grantors how far a claim has come. */
final class Standings implements TaskDetail.Source, ClaimProgress.Teller {
  private final ConsentTable consents;
  private final ReleaseTable releases;
  private final DeliveryTable deliveries;
  private final Registers registers;

  Standings(
      ConsentTable consents, ReleaseTable releases, DeliveryTable deliveries, Registers registers) {
    this.consents = consents;
    this.releases = releases;
    this.deliveries = deliveries;
    this.registers = registers;
  }

  @Override
  public TaskDetail of(RequestRow request) {
    List<DeliveryRow> delivered = deliveries.ofRequest(request.id());
    List<String> granted =
        consents.ofRequest(request.id()).stream()
            .filter(consent -> consent.grantedAt().isPresent())
            .map(ConsentRow::id)
            .limit(1)
            .toList();
    return new TaskDetail(
        business(request, delivered),
        delivered.stream().filter(d -> d.recordedAt().isPresent()).map(DeliveryRow::id).toList(),
        granted,
        missing(request));
  }

  private List<TaskDetail.Missing> missing(RequestRow request) {
    return releases.pulls(request.release()).stream()
        .filter(pull ->
            switch (pull.status()) {
              case LATE -> request.status() == DataRequestStatus.IN_PROGRESS;
              case FAILED -> true;
              case WAITING, COMPLETE, COMPLETE_WITH_PROBLEMS, STOPPED -> false;
            })
        .map(pull ->
            new TaskDetail.Missing(
                pull.source(),
                registers.facts(pull.source()).map(ParticipantFacts::name).orElse(pull.source()),
                pull.status() == PullRow.Status.LATE,
                pull.waitingUntil()))
        .toList();
  }

  private BusinessStatus business(RequestRow request, List<DeliveryRow> delivered) {
    return switch (request.status()) {
      case REQUESTED -> BusinessStatus.BEING_RECORDED;
      case OPEN -> BusinessStatus.WAITING_FOR_PERSON;
      case GRANTED -> BusinessStatus.COLLECTING;
      case IN_PROGRESS -> inProgress(releases.pulls(request.release()));
      case COMPLETED -> completed(releases.pulls(request.release()), delivered);
      case REJECTED, CANCELLED, FAILED -> BusinessStatus.ENDED;
    };
  }

  private static BusinessStatus inProgress(List<PullRow> pulls) {
    if (pulls.stream().anyMatch(pull -> pull.status() == PullRow.Status.LATE)) {
      return BusinessStatus.WAITING_FOR_SOURCE;
    }
    return pulls.stream().allMatch(pull -> pull.status().ended())
        ? BusinessStatus.SEALING
        : BusinessStatus.COLLECTING;
  }

  private static BusinessStatus completed(List<PullRow> pulls, List<DeliveryRow> delivered) {
    DeliveryRow last = delivered.getLast();
    return switch (last.status()) {
      case ERASING, ERASED, DESTROYED -> BusinessStatus.ERASED;
      case RECEIVED -> BusinessStatus.RECEIVED;
      case SEALED, RECORDED ->
          pulls.stream().allMatch(pull -> pull.status().complete())
              ? BusinessStatus.READY
              : BusinessStatus.READY_WITHOUT_SOME;
    };
  }

  @Override
  public ClaimProgress of(ConsentRow consent) {
    Optional<ReleaseRow> release = releases.ofConsent(consent.id()).stream().findFirst();
    List<PullRow> pulls = release.map(row -> releases.pulls(row.id())).orElseGet(List::of);
    Optional<DeliveryRow> delivery =
        deliveries.ofRequest(consent.request()).stream()
            .filter(row -> row.consent().equals(consent.id()))
            .findFirst();
    List<ProgressStep> steps = new ArrayList<>();
    boolean stopped =
        release.filter(row -> row.status() == ReleaseRow.Status.STOPPED).isPresent()
            || consent.status() == ConsentRow.Status.NOT_GRANTED;
    add(
        steps,
        Kind.RELEASED,
        stopped,
        release.flatMap(ReleaseRow::openedAt),
        release.map(ReleaseRow::transactionId),
        consent.grantedAt().isPresent());
    add(
        steps,
        Kind.COLLECTED,
        stopped,
        collectedAt(pulls),
        Optional.empty(),
        release.flatMap(ReleaseRow::openedAt).isPresent());
    add(
        steps,
        Kind.SEALED,
        stopped,
        delivery.map(DeliveryRow::sealedAt),
        Optional.empty(),
        collectedAt(pulls).isPresent());
    add(
        steps,
        Kind.DELIVERED,
        stopped,
        delivery.flatMap(DeliveryRow::recordedAt),
        delivery.map(DeliveryRow::transactionId),
        delivery.isPresent());
    add(
        steps,
        Kind.RECEIVED,
        stopped,
        delivery.flatMap(DeliveryRow::receivedAt),
        delivery.map(DeliveryRow::receiptTransactionId),
        false);
    return new ClaimProgress(
        steps,
        pulls.stream().map(this::source).toList(),
        delivery.flatMap(DeliveryRow::recordedAt).isPresent());
  }

  private static void add(
      List<ProgressStep> steps,
      Kind kind,
      boolean stopped,
      Optional<Instant> at,
      Optional<String> transactionId,
      boolean begun) {
    State state;
    if (at.isPresent()) {
      state = State.DONE;
    } else if (stopped) {
      state = State.STOPPED;
    } else {
      state = begun ? State.RUNNING : State.WAITING;
    }
    steps.add(new ProgressStep(kind, state, at, transactionId.filter(tx -> !tx.isEmpty())));
  }

  private static Optional<Instant> collectedAt(List<PullRow> pulls) {
    boolean all =
        !pulls.isEmpty()
            && pulls.stream().allMatch(pull -> pull.status().ended())
            && pulls.stream().anyMatch(pull -> pull.status().complete());
    return all ? pulls.stream().map(PullRow::changedAt).max(Instant::compareTo) : Optional.empty();
  }

  private SourceProgress source(PullRow pull) {
    return new SourceProgress(
        registers.facts(pull.source()).orElseThrow(),
        state(pull.status()),
        pull.changedAt(),
        pull.status() == PullRow.Status.LATE ? Optional.of(pull.waitingUntil()) : Optional.empty(),
        pull.records());
  }

  private static SourceProgress.State state(PullRow.Status status) {
    return switch (status) {
      case WAITING -> SourceProgress.State.ASKED;
      case LATE -> SourceProgress.State.LATE;
      case COMPLETE -> SourceProgress.State.COMPLETE;
      case COMPLETE_WITH_PROBLEMS -> SourceProgress.State.COMPLETE_WITH_PROBLEMS;
      case FAILED -> SourceProgress.State.FAILED;
      case STOPPED -> SourceProgress.State.STOPPED;
    };
  }
}
