package org.claimexchange.server.patient;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.consent.ConsentStanding;
import org.claimexchange.server.consent.ConsentView;
import org.claimexchange.server.consent.HistoryEntry;
import org.claimexchange.server.consent.ProgressStep;
import org.claimexchange.server.consent.SourceProgress;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.web.QrCode;

/**
 * A consent as the page gets it. Empty text and -1 stand for what there is not (yet).
 *
 * @param consent id, the receipt number
 * @param reference the number to quote
 * @param state where it stands
 * @param settled whether nothing of the progress can change any more
 * @param insurer who asked
 * @param purposeWords what for, in words
 * @param subject whose records
 * @param grantor who granted
 * @param relation how the one stands to the other
 * @param statementDigest digest of the statement, for a withdrawal
 * @param grantedAt when it was committed
 * @param until until when it may be used
 * @param secondsToDelivery seconds from signature to delivery
 * @param steps how far it has come
 * @param sources how each source is doing
 * @param history who did what when
 * @param text what was signed
 * @param textLanguage its language
 * @param qr QR code of the receipt number
 * @param returnUrl the insurer's page
 */
record ConsentJson(
    String consent,
    String reference,
    String state,
    boolean settled,
    ParticipantFacts insurer,
    String purposeWords,
    Person subject,
    Person grantor,
    RelationKind relation,
    Digest statementDigest,
    String grantedAt,
    Instant until,
    long secondsToDelivery,
    List<StepJson> steps,
    List<SourceJson> sources,
    List<EventJson> history,
    String text,
    String textLanguage,
    QrCode qr,
    String returnUrl) {

  static ConsentJson of(ConsentView view, String claimNumber, Words words) {
    return new ConsentJson(
        view.consent(),
        claimNumber.isEmpty() ? view.consent() : claimNumber,
        code(view.state()),
        settled(view),
        view.recipients().getFirst(),
        words.purpose(view.openings().purpose().value(), claimNumber),
        view.openings().subject().value(),
        view.openings().grantor().value(),
        view.openings().relation().value(),
        view.statement().digest(),
        text(view.grantedAt()),
        view.openings().terms().value().notAfter(),
        secondsToDelivery(view),
        view.steps().stream().map(StepJson::of).toList(),
        view.sources().stream().map(SourceJson::of).toList(),
        view.history().stream().map(entry -> EventJson.of(entry, words)).toList(),
        view.text(),
        view.openings().shown().value().language(),
        QrCode.of(view.consent()),
        view.returnUrl().map(URI::toString).orElse(""));
  }

  @Override
  public String toString() {
    return "ConsentJson[" + consent + "]";
  }

  private static boolean settled(ConsentView view) {
    return switch (view.state()) {
      case PENDING, WITHDRAWING -> false;
      case NOT_GRANTED, WITHDRAWN, EXPIRED -> true;
      case ACTIVE, USED ->
          view.sources().stream().noneMatch(one -> one.state() == SourceProgress.State.LATE)
              && view.steps().stream().allMatch(ConsentJson::ended);
    };
  }

  private static boolean ended(ProgressStep step) {
    return step.state() == ProgressStep.State.DONE || step.state() == ProgressStep.State.STOPPED;
  }

  private static long secondsToDelivery(ConsentView view) {
    Optional<Instant> delivered =
        view.steps().stream()
            .filter(step -> step.kind() == ProgressStep.Kind.DELIVERED)
            .filter(step -> step.state() == ProgressStep.State.DONE)
            .flatMap(step -> step.at().stream())
            .findFirst();
    return delivered.isPresent() && view.grantedAt().isPresent()
        ? Math.max(
            1,
            Duration.between(view.grantedAt().get(), delivered.get()).plusMillis(500).toSeconds())
        : -1;
  }

  /** Lower case with hyphens, as the page's words are named. */
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A state for the list. */
  static String code(ConsentStanding standing) {
    return code((Enum<?>) standing);
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  /**
   * A step of the way.
   *
   * @param kind which
   * @param state how it is doing
   * @param at when it ended, or empty
   * @param transaction id of the ledger's transaction, for whoever checks; the page shows none
   */
  record StepJson(String kind, String state, String at, String transaction) {
    static StepJson of(ProgressStep step) {
      return new StepJson(
          code(step.kind()), code(step.state()), text(step.at()), step.transactionId().orElse(""));
    }
  }

  /**
   * A source.
   *
   * @param name what people call it
   * @param phone whom to call
   * @param state how it is doing
   * @param waitingUntil until when it is waited for, or empty
   */
  record SourceJson(String name, String phone, String state, String waitingUntil) {
    static SourceJson of(SourceProgress progress) {
      return new SourceJson(
          progress.source().name(),
          progress.source().phone(),
          code(progress.state()),
          text(progress.waitingUntil()));
    }
  }

  /**
   * Something that happened.
   *
   * @param at when
   * @param who who did it; empty for the grantor
   * @param kind what
   * @param categories names of the categories that it was about
   * @param records how many records
   */
  record EventJson(Instant at, String who, String kind, List<String> categories, int records) {
    static EventJson of(HistoryEntry entry, Words words) {
      return new EventJson(
          entry.at(),
          entry.who().orElse(""),
          code(entry.kind()),
          entry.categories().stream().map(words::category).toList(),
          entry.records());
    }
  }
}
