package org.claimexchange.fhir.quality;

import java.util.List;
import org.claimexchange.fhir.quality.QualityRemark.Severity;

/**
 * How good a source's records are: for each document 100 points, less 20 for each error and 5 for
 * each warning, never below 0; the score is their mean, rounded down. It tells nothing of a person.
 *
 * @param source the participant's id in the register
 * @param documents how many documents were judged
 * @param errors in all of them
 * @param warnings in all of them
 * @param score 0 to 100; 100 where nothing was judged
 */
public record QualityScore(String source, int documents, long errors, long warnings, int score) {
  private static final int FULL = 100;
  private static final int ERROR = 20;
  private static final int WARNING = 5;

  /** The score of a source over the reports of its documents. */
  public static QualityScore of(String source, List<QualityReport> reports) {
    long errors = reports.stream().mapToLong(report -> report.count(Severity.ERROR)).sum();
    long warnings = reports.stream().mapToLong(report -> report.count(Severity.WARNING)).sum();
    long points = reports.stream().mapToLong(QualityScore::points).sum();
    int score = reports.isEmpty() ? FULL : (int) (points / reports.size());
    return new QualityScore(source, reports.size(), errors, warnings, score);
  }

  private static long points(QualityReport report) {
    return Math.max(
        0, FULL - ERROR * report.count(Severity.ERROR) - WARNING * report.count(Severity.WARNING));
  }
}
