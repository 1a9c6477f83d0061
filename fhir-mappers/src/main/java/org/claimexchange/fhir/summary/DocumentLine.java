package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.util.Optional;

/**
 * One document.
 *
 * @param visit number of the visit, or empty
 * @param kind Chinese name of its category, such as 出院小结
 * @param text its text, where the source sent text; else empty
 */
public record DocumentLine(
    String visit, String kind, String title, String text, Optional<Instant> time) {
  @Override
  public String toString() {
    return "DocumentLine[…]";
  }
}
