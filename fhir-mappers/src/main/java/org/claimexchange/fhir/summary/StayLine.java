package org.claimexchange.fhir.summary;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One visit.
 *
 * @param visit its number at the source (住院号, 门诊号): the other lines name it
 * @param kind 住院, 门诊, 急诊 or 购药
 * @param department such as 普外科
 * @param from day of admission or visit
 * @param to day of discharge; empty where it has not ended
 * @param reason why the person came
 */
public record StayLine(
    String visit,
    String kind,
    String department,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String reason) {
  @Override
  public String toString() {
    return "StayLine[…]";
  }
}
