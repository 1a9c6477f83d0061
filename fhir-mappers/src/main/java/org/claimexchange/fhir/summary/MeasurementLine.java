package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param visit number of the visit, or empty
 * @param group name of the report it belongs to, or empty
 * @param value with its comparator, or the text of a coded or written value
 * @param unit as printed, or empty
 * @param range reference range as text, or empty
 * @param flag whether it is out of its range
 */
public record MeasurementLine(
    String visit,
    String group,
    String name,
    String code,
    String value,
    String unit,
    String range,
    Flag flag,
    Optional<Instant> time) {
  @Override
  public String toString() {
    return "MeasurementLine[…]";
  }
}
