package org.claimexchange.fhir.source;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Times where FHIR demands an instant. */
public final class Instants {
  private Instants() {}

  /** The instant of a time; empty for a mere day, which is none. */
  public static Optional<InstantType> of(DateTimeType time) {
    var text = time.getValueAsString();
    return text != null && text.length() > 10
        ? Optional.of(new InstantType(text))
        : Optional.empty();
  }
}
