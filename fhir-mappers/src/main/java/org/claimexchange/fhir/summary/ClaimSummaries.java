package org.claimexchange.fhir.summary;

import java.util.List;
import org.claimexchange.fhir.claim.ClaimCase;
import org.hl7.fhir.r4.model.Bundle;

/** Reads claim documents into a {@link ClaimSummary}. */
public final class ClaimSummaries {
  private ClaimSummaries() {}

  /**
   * The summary of the documents of one case.
   *
   * @param claim the insurer's case
   * @param documents as {@link org.claimexchange.fhir.document.ClaimDocument} made them
   */
  public static ClaimSummary of(ClaimCase claim, List<Bundle> documents) {
    return new ClaimSummary(claim, documents.stream().map(ClaimSummaries::source).toList());
  }

  private static SourceSummary source(Bundle document) {
    var reader = new DocumentReader();
    document.getEntry().forEach(entry -> reader.add(entry.getFullUrl(), entry.getResource()));
    return reader.summary();
  }
}
