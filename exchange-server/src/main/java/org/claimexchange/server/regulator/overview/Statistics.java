package org.claimexchange.server.regulator.overview;

import java.util.List;
import org.claimexchange.fhir.quality.QualityScore;
import org.claimexchange.server.regulator.casefile.StandingCount;
import org.claimexchange.server.regulator.trace.TransactionIndex.FunctionCount;

/**
 * Figures at one look.
 *
 * @param standings consents by where they stand, as the operator says
 * @param transactions transactions by the contract's function, as the ledger's blocks say
 * @param days consents of the last days, newest first; days without any included
 * @param insurers consents of the same days by insurer, most first
 * @param sources how good each source's records were, the worst first, as the operator says
 */
public record Statistics(
    List<StandingCount> standings,
    List<FunctionCount> transactions,
    List<Bar> days,
    List<Bar> insurers,
    List<QualityScore> sources) {
  public Statistics {
    standings = List.copyOf(standings);
    transactions = List.copyOf(transactions);
    days = List.copyOf(days);
    insurers = List.copyOf(insurers);
    sources = List.copyOf(sources);
  }

  /**
   * One bar of a chart.
   *
   * @param label day as ISO 8601, or participant id
   * @param number how many
   * @param most the longest bar's number, at least 1
   */
  public record Bar(String label, long number, long most) {}
}
