package org.claimexchange.server.request;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.Period;

/** Days in FHIR's own form; a time of day, or less than a day, will not do. */
final class FhirDays {
  private FhirDays() {}

  /** A day; empty, and a problem, where it is none. */
  static Optional<LocalDate> read(String text, String place, Problems problems) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      problems.add(Kind.VALUE, place, "a day, as YYYY-MM-DD");
      return Optional.empty();
    }
  }

  /** A period with both its ends; empty, and a problem, where it is none. */
  static Optional<DateRange> range(Period period, String place, Problems problems) {
    if (!period.hasStart() || !period.hasEnd()) {
      problems.add(Kind.REQUIRED, place, "start and end");
      return Optional.empty();
    }
    Optional<LocalDate> from = read(period.getStartElement().getValueAsString(), place, problems);
    Optional<LocalDate> to = read(period.getEndElement().getValueAsString(), place, problems);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      problems.add(Kind.VALUE, place, "an end not before its start");
      return Optional.empty();
    }
    return Optional.of(new DateRange(from.get(), to.get()));
  }
}
