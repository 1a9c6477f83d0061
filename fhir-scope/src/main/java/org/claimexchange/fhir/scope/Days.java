package org.claimexchange.fhir.scope;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.claimexchange.model.consent.DateRange;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;

/** FHIR times as days in Asia/Shanghai; what is less exact than a day is no day. */
final class Days {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Days() {}

  static Optional<LocalDate> of(BaseDateTimeType time) {
    if (time.isEmpty() || time.getValue() == null) {
      return Optional.empty();
    }
    TemporalPrecisionEnum precision = time.getPrecision();
    if (precision == TemporalPrecisionEnum.YEAR || precision == TemporalPrecisionEnum.MONTH) {
      return Optional.empty();
    }
    return precision == TemporalPrecisionEnum.DAY
        ? Optional.of(LocalDate.parse(time.getValueAsString()))
        : Optional.of(time.getValue().toInstant().atZone(ZONE).toLocalDate());
  }

  /** First to last day; one without an end ends where it begins; none without a beginning. */
  static Optional<DateRange> of(Period period) {
    var from = of(period.getStartElement());
    var to = period.hasEnd() ? of(period.getEndElement()) : from;
    return from.isPresent() && to.isPresent() && !to.get().isBefore(from.get())
        ? Optional.of(new DateRange(from.get(), to.get()))
        : Optional.empty();
  }
}
