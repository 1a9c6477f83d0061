package org.claimexchange.samples.hospital;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What {@code date=ge…&date=le…} asks for. A date without a time is a day of Shanghai, wherever the
 * server runs.
 *
 * @param from first moment that matches
 * @param until first moment after it that does not
 */
record TimeRange(Instant from, Instant until) {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

  /** The range of a parameter; all times if it was not given. */
  static TimeRange of(@Nullable DateRangeParam parameter) {
    if (parameter == null) {
      return ALWAYS;
    }
    var range = ALWAYS;
    if (parameter.getLowerBound() != null) {
      range = range.narrowed(parameter.getLowerBound());
    }
    if (parameter.getUpperBound() != null) {
      range = range.narrowed(parameter.getUpperBound());
    }
    return range;
  }

  /** Whether something from start to end touches the range. */
  boolean touches(Instant start, Instant end) {
    return start.isBefore(until) && !end.isBefore(from);
  }

  private TimeRange narrowed(DateParam bound) {
    var asked = asked(bound.getValueAsString());
    var prefix = bound.getPrefix() == null ? ParamPrefixEnum.EQUAL : bound.getPrefix();
    return switch (prefix) {
      case EQUAL -> new TimeRange(later(from, asked.from), earlier(until, asked.until));
      case GREATERTHAN_OR_EQUALS -> new TimeRange(later(from, asked.from), until);
      case GREATERTHAN, STARTS_AFTER -> new TimeRange(later(from, asked.until), until);
      case LESSTHAN_OR_EQUALS -> new TimeRange(from, earlier(until, asked.until));
      case LESSTHAN, ENDS_BEFORE -> new TimeRange(from, earlier(until, asked.from));
      case APPROXIMATE, NOT_EQUAL ->
          throw new InvalidRequestException("dates are compared by eq, ge, gt, le or lt only");
    };
  }

  private static TimeRange asked(String text) {
    return switch (text.length()) {
      case 4 -> days(LocalDate.of(Integer.parseInt(text), 1, 1), LocalDate::plusYears);
      case 7 -> days(YearMonth.parse(text).atDay(1), LocalDate::plusMonths);
      case 10 -> days(LocalDate.parse(text), LocalDate::plusDays);
      default -> {
        var moment = OffsetDateTime.parse(text).toInstant();
        // Prefixes compare whole seconds, and nothing in these records is finer.
        yield new TimeRange(moment, moment.plusSeconds(1));
      }
    };
  }

  private interface Step {
    LocalDate plus(LocalDate date, long amount);
  }

  private static TimeRange days(LocalDate first, Step step) {
    return new TimeRange(
        first.atStartOfDay(SHANGHAI).toInstant(),
        step.plus(first, 1).atStartOfDay(SHANGHAI).toInstant());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
