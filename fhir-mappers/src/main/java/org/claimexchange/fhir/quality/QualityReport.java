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

  /**
   * Why the claim cannot be judged with these records: every error but that of an empty category,
   * since a source may have nothing. Empty where it can.
   */
  public List<QualityRemark> unusable() {
    return remarks.stream()
        .filter(remark -> remark.severity() == QualityRemark.Severity.ERROR)
        .filter(remark -> remark.rule() != QualityRemark.Rule.COMPLETENESS)
        .toList();
  }

  /** How many of a severity. */
  public long count(QualityRemark.Severity severity) {
    return remarks.stream().filter(remark -> remark.severity() == severity).count();
  }
}
