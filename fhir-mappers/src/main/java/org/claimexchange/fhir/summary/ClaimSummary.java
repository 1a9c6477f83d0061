package org.claimexchange.fhir.summary;

import java.util.List;
import org.claimexchange.fhir.claim.ClaimCase;

/**
 * The claim as people read it: the PDF, {@code case.json} and {@code fees.csv} are written from it.
 * Texts are empty where the source gave none. It hides itself from logs.
 *
 * @param claim the insurer's case
 * @param sources one for each document, in their order
 */
public record ClaimSummary(ClaimCase claim, List<SourceSummary> sources) {
  public ClaimSummary {
    sources = List.copyOf(sources);
  }

  @Override
  public String toString() {
    return "ClaimSummary[" + sources.size() + " sources]";
  }
}
