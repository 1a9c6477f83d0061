package org.claimexchange.fhir.quality;

import java.util.List;

/**
 * The result of the checks on one source's records.
 *
 * @param remarks in the order of the rules
 */
public record QualityReport(List<QualityRemark> remarks) {
  public QualityReport {
    remarks = List.copyOf(remarks);
  }

  /** How many of a severity. */
  public long count(QualityRemark.Severity severity) {
    return remarks.stream().filter(remark -> remark.severity() == severity).count();
  }
}
