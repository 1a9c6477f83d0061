package org.claimexchange.fhir.source;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;

/**
 * Times as Chinese systems write them, in Shanghai (UTC+8, without daylight saving since 1991):
 * {@code 2026-03-12}, {@code 20260312}, {@code 2026/03/12}, with {@code 09:20}, {@code 09:20:31},
 * {@code 0920} or {@code 092031} behind.
 */
public final class Times {
  static final String EXPECTED = "a date or time such as 2026-03-12 09:20:00";

  private static final Pattern SHAPE =
      Pattern.compile(
          "([0-9]{4})([-/]?)([0-9]{2})\\2([0-9]{2})"
              + "(?:[ T]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:\\.[0-9]{1,6})?)?"
              + "(Z|[+-][0-9]{2}:?[0-9]{2})?)?");

  private Times() {}

  /** A time; empty where the text is none. A zone other than Shanghai's is none. */
  public static Optional<DateTimeType> parse(String text) {
    Matcher match = SHAPE.matcher(text);
    if (!match.matches() || !shanghai(match.group(8))) {
      return Optional.empty();
    }
    boolean day = match.group(5) == null;
    try {
      var time =
          LocalDateTime.of(
              number(match, 1),
              number(match, 3),
              number(match, 4),
              number(match, 5),
              number(match, 6),
              number(match, 7));
      boolean real = time.getYear() >= 1850 && time.getYear() <= 2200;
      return real
          ? Optional.of(
              new DateTimeType(
                  day
                      ? time.toLocalDate().toString()
                      : time.toLocalDate() + "T" + clock(time) + "+08:00"))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The day of a time; empty for an empty one. */
  public static DateType day(DateTimeType time) {
    var text = time.getValueAsString();
    return text == null ? new DateType() : new DateType(text.substring(0, 10));
  }

  private static boolean shanghai(@Nullable String zone) {
    return zone == null || zone.equals("+08:00") || zone.equals("+0800");
  }

  private static String clock(LocalDateTime time) {
    return two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private static int number(Matcher match, int group) {
    return match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
  }
}
