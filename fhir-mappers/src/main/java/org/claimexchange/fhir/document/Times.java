package org.claimexchange.fhir.document;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Instants as FHIR times, in Asia/Shanghai, to the second or millisecond. */
final class Times {
  private static final TimeZone ZONE = TimeZone.getTimeZone("Asia/Shanghai");

  private Times() {}

  static DateTimeType dateTime(Instant time) {
    return new DateTimeType(Date.from(time), TemporalPrecisionEnum.SECOND, ZONE);
  }

  static InstantType instant(Instant time) {
    return new InstantType(Date.from(time), TemporalPrecisionEnum.MILLI, ZONE);
  }
}
