package org.claimexchange.fhir.summary;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One operation or procedure.
 *
 * @param visit number of the visit, or empty
 * @param code with its code system as people know it, such as {@code ICD-9-CM-3 47.01}
 */
public record OperationLine(
    String visit, String name, String code, Optional<LocalDate> date, String performer) {
  @Override
  public String toString() {
    return "OperationLine[…]";
  }
}
