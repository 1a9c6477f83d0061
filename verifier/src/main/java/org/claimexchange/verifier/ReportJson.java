package org.claimexchange.verifier;

import java.util.List;
import org.claimexchange.model.json.CanonicalJson;

/** The report for programs. */
public final class ReportJson {

  private record JsonLine(
      String check, String about, String outcome, String sentence, String reason) {}

  private record JsonReport(boolean holds, boolean evaluation, List<JsonLine> checks) {}

  private ReportJson() {}

  /** The report as canonical JSON: {@code holds}, {@code evaluation}, {@code checks}. */
  public static String write(VerificationReport report) {
    return CanonicalJson.writeText(
        new JsonReport(
            report.holds(),
            report.evaluation(),
            report.lines().stream()
                .map(line ->
                    new JsonLine(
                        line.check().id(),
                        line.about(),
                        line.outcome().name().toLowerCase(java.util.Locale.ROOT),
                        line.check().sentence(),
                        line.reason()))
                .toList()));
  }
}
