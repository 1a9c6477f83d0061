package org.claimexchange.fhir.document;

import java.util.List;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.scope.Finding;
import org.claimexchange.fhir.summary.SourceSummary;

/**
 * What became of a source's answer. It hides itself from logs.
 *
 * @param json the claim document, not yet signed
 * @param summary the same, as people read it
 * @param kept how many records passed
 * @param findings one for each record that did not
 * @param quality what is wrong with those that passed
 */
public record MadeDocument(
    DocumentJson json,
    SourceSummary summary,
    int kept,
    List<Finding> findings,
    QualityReport quality) {
  public MadeDocument {
    findings = List.copyOf(findings);
  }

  @Override
  public String toString() {
    return "MadeDocument[kept=" + kept + ", dropped=" + findings.size() + "]";
  }
}
