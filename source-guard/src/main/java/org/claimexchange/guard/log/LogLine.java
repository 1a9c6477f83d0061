package org.claimexchange.guard.log;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * One line of the log, canonical JSON (RFC 8785). A member that does not apply is empty, or 0.
 *
 * @param number from 1, without a gap
 * @param time when it was decided
 * @param event {@code started}, {@code opened}, {@code turned-away}, {@code refused} or {@code
 *     answered}
 * @param source participant id, at {@code started}
 * @param release id of the release
 * @param body digest of the release's body, at {@code opened}
 * @param part digest of the part
 * @param request {@code session}, {@code read}, {@code search}, {@code page}, {@code document} or
 *     {@code other}
 * @param code why something was refused
 * @param passed resources that left
 * @param withheld resources that were looked at and did not leave
 * @param before digest of the line before, without its line feed; of nothing for the first
 */
record LogLine(
    long number,
    Instant time,
    String event,
    String source,
    String release,
    String body,
    String part,
    String request,
    String code,
    int passed,
    int withheld,
    Digest before) {
  static final String STARTED = "started";
  static final String OPENED = "opened";
  static final String TURNED_AWAY = "turned-away";
  static final String REFUSED = "refused";
  static final String ANSWERED = "answered";

  /** What the first line names as the one before. */
  static final Digest NOTHING = Digest.of(new byte[0]);

  static LogLine of(GuardEvent event, long number, Instant time, Digest before) {
    if (event instanceof GuardEvent.Started e) {
      return new LogLine(number, time, STARTED, e.source(), "", "", "", "", "", 0, 0, before);
    }
    if (event instanceof GuardEvent.Opened e) {
      return new LogLine(
          number,
          time,
          OPENED,
          "",
          e.release(),
          e.body().value(),
          e.part().value(),
          RequestKind.SESSION.word(),
          "",
          0,
          0,
          before);
    }
    if (event instanceof GuardEvent.TurnedAway e) {
      return new LogLine(
          number, time, TURNED_AWAY, "", "", "", "", e.request().word(), e.code(), 0, 0, before);
    }
    return underSession(event, number, time, before);
  }

  private static LogLine underSession(GuardEvent event, long number, Instant time, Digest before) {
    if (event instanceof GuardEvent.Refused e) {
      return new LogLine(
          number,
          time,
          REFUSED,
          "",
          e.release(),
          "",
          e.part().value(),
          e.request().word(),
          e.code(),
          0,
          0,
          before);
    }
    var e = (GuardEvent.Answered) event;
    return new LogLine(
        number,
        time,
        ANSWERED,
        "",
        e.release(),
        "",
        e.part().value(),
        e.request().word(),
        "",
        e.passed(),
        e.withheld(),
        before);
  }
}
