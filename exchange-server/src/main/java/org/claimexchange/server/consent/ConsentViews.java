package org.claimexchange.server.consent;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequests;

/** Puts together what a grantor sees of a consent. */
final class ConsentViews {
  private final ConsentTable table;
  private final DataRequests requests;
  private final Registers registers;
  private final ClaimProgress.Teller progress;
  private final Story story;
  private final Clock clock;

  ConsentViews(
      ConsentTable table,
      DataRequests requests,
      Registers registers,
      ClaimProgress.Teller progress,
      Story story,
      Clock clock) {
    this.table = table;
    this.requests = requests;
    this.registers = registers;
    this.progress = progress;
    this.story = story;
    this.clock = clock;
  }

  ConsentView of(ConsentRow row) {
    StoredConsent stored = table.document(row);
    ClaimProgress come = progress.of(row);
    List<ProgressStep> steps = new ArrayList<>();
    steps.add(signed(row));
    steps.addAll(come.steps());
    return new ConsentView(
        row.id(),
        row.request(),
        stored.statement(),
        stored.openings(),
        stored.text(),
        stored.openings().recipients().value().stream()
            .map(Recipient::participant)
            .flatMap(id -> registers.facts(id).stream())
            .toList(),
        standing(row, come),
        row.grantedAt(),
        requests.find(row.request()).flatMap(DataRequest::returnUrl),
        steps,
        come.sources(),
        story.of(row.request()).stream().flatMap(h -> entry(h, come).stream()).toList());
  }

  private ConsentStanding standing(ConsentRow row, ClaimProgress come) {
    return switch (row.status()) {
      case PENDING -> ConsentStanding.PENDING;
      case NOT_GRANTED -> ConsentStanding.NOT_GRANTED;
      case WITHDRAWING -> ConsentStanding.WITHDRAWING;
      case WITHDRAWN -> ConsentStanding.WITHDRAWN;
      case ACTIVE -> {
        if (!clock.instant().isBefore(row.notAfter())) {
          yield ConsentStanding.EXPIRED;
        }
        yield come.used() ? ConsentStanding.USED : ConsentStanding.ACTIVE;
      }
    };
  }

  private static ProgressStep signed(ConsentRow row) {
    ProgressStep.State state =
        switch (row.status()) {
          case PENDING -> ProgressStep.State.RUNNING;
          case NOT_GRANTED -> ProgressStep.State.STOPPED;
          case ACTIVE, WITHDRAWING, WITHDRAWN -> ProgressStep.State.DONE;
        };
    return new ProgressStep(
        ProgressStep.Kind.SIGNED,
        state,
        row.grantedAt(),
        Optional.of(row.transactionId()).filter(tx -> !tx.isEmpty()));
  }

  private Optional<HistoryEntry> entry(Happening happening, ClaimProgress come) {
    return kind(happening.kind())
        .map(kind ->
            new HistoryEntry(
                happening.at(),
                kind,
                registers.facts(happening.who()).map(ParticipantFacts::shortName),
                happening.categories(),
                records(happening, come),
                Optional.of(happening.transactionId()).filter(tx -> !tx.isEmpty())));
  }

  /** How many records of a source passed the filter is known only after it handed out. */
  private static int records(Happening happening, ClaimProgress come) {
    return happening.kind() == Happening.Kind.HANDED_OUT
        ? come.sources().stream()
            .filter(source -> source.source().id().equals(happening.who()))
            .mapToInt(SourceProgress::records)
            .sum()
        : happening.records();
  }

  private static Optional<HistoryEntry.Kind> kind(Happening.Kind kind) {
    return switch (kind) {
      case GRANTED -> Optional.of(HistoryEntry.Kind.GRANTED);
      case RELEASED -> Optional.of(HistoryEntry.Kind.RELEASED);
      case HANDED_OUT -> Optional.of(HistoryEntry.Kind.HANDED_OUT);
      case DELIVERED -> Optional.of(HistoryEntry.Kind.DELIVERED);
      case FETCHED -> Optional.of(HistoryEntry.Kind.FETCHED);
      case RECEIVED -> Optional.of(HistoryEntry.Kind.RECEIVED);
      case WITHDRAWN -> Optional.of(HistoryEntry.Kind.WITHDRAWN);
      case ERASED -> Optional.of(HistoryEntry.Kind.ERASED);
      case REQUESTED,
          RECORDED,
          REFUSED,
          SOURCE_FAILED,
          PROBLEM_REPORTED,
          SEALED,
          CANCELLED,
          FAILED ->
          Optional.empty();
    };
  }
}
