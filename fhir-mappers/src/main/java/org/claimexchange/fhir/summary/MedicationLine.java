package org.claimexchange.fhir.summary;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One medicine.
 *
 * @param visit number of the visit, or empty
 * @param act 医嘱, 处方, 给药, 发药 or 自述用药
 * @param dose as text, or empty
 */
public record MedicationLine(
    String visit, String act, String name, String code, String dose, Optional<LocalDate> date) {
  @Override
  public String toString() {
    return "MedicationLine[…]";
  }
}
