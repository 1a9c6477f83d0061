package org.claimexchange.fhir.summary;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One diagnosis.
 *
 * @param visit number of the visit, or empty
 * @param role such as 主要诊断, or empty
 * @param code with its code system as people know it, such as {@code ICD-10 K35.8}
 */
public record DiagnosisLine(
    String visit, String role, String name, String code, Optional<LocalDate> date) {
  @Override
  public String toString() {
    return "DiagnosisLine[…]";
  }
}
