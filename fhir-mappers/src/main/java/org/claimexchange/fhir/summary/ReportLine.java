package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.util.Optional;

/**
 * One report.
 *
 * @param visit number of the visit, or empty
 * @param kind Chinese name of its category, such as 检查报告
 * @param conclusion as written, or empty
 */
public record ReportLine(
    String visit, String kind, String name, String conclusion, Optional<Instant> time) {
  @Override
  public String toString() {
    return "ReportLine[…]";
  }
}
