package org.claimexchange.fhir.summary;

import java.time.LocalDate;
import java.util.Optional;

/** One allergy. */
public record AllergyLine(
    String substance, String reaction, String severity, Optional<LocalDate> recorded) {
  @Override
  public String toString() {
    return "AllergyLine[…]";
  }
}
