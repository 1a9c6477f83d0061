package org.claimexchange.samples.data;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;

/** Times as the hospitals write them: of Shanghai, to the second. */
final class ShanghaiTime {
  static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);
  private static final TimeZone ZONE = TimeZone.getTimeZone("Asia/Shanghai");

  private ShanghaiTime() {}

  static Date date(String local) {
    return Date.from(LocalDateTime.parse(local).toInstant(OFFSET));
  }

  static Date date(LocalDate day, int hour) {
    return Date.from(day.atTime(hour, 0).toInstant(OFFSET));
  }

  static DateTimeType dateTime(Date date) {
    return new DateTimeType(date, TemporalPrecisionEnum.SECOND, ZONE);
  }

  static InstantType instant(Date date) {
    return new InstantType(date, TemporalPrecisionEnum.MILLI, ZONE);
  }

  static Period period(Date start, Date end) {
    return new Period().setStartElement(dateTime(start)).setEndElement(dateTime(end));
  }

  static LocalDate day(String local) {
    return LocalDateTime.parse(local).toLocalDate();
  }

  static Date plusMinutes(Date date, int minutes) {
    return Date.from(date.toInstant().plus(minutes, ChronoUnit.MINUTES));
  }

  /** Synthea's time, moved by days; its clock reading becomes one of Shanghai. */
  static OffsetDateTime moved(String syntheaTime, int days) {
    return OffsetDateTime.parse(syntheaTime)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .withOffsetSameLocal(OFFSET)
        .truncatedTo(ChronoUnit.SECONDS)
        .plusDays(days);
  }
}
