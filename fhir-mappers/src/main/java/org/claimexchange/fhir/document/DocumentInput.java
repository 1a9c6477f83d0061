package org.claimexchange.fhir.document;

import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * What one claim document is made of, where all its records are in memory. It hides itself from
 * logs.
 *
 * @param claim the insurer's case
 * @param subject whom it is about
 * @param part what was granted at the source
 * @param source the source
 * @param exchange who puts the document together: its author
 * @param release id of the release
 * @param retrievedAt when the last page came
 * @param answerDigests SHA-256 of each page as it came, lower-case hexadecimal
 * @param scoped what passed the scope filter
 * @param quality what is wrong with it
 * @param assembledAt time of the document
 */
public record DocumentInput(
    ClaimCase claim,
    PersonId subject,
    Part part,
    Party source,
    Party exchange,
    String release,
    Instant retrievedAt,
    List<String> answerDigests,
    Scoped scoped,
    QualityReport quality,
    Instant assembledAt) {
  public DocumentInput {
    answerDigests = List.copyOf(answerDigests);
  }

  /** What is known before the first record. */
  DocumentFacts facts() {
    return new DocumentFacts(
        claim, subject, part, source, exchange, release, retrievedAt, answerDigests, assembledAt);
  }

  @Override
  public String toString() {
    return "DocumentInput[" + source.id() + ", " + release + "]";
  }
}
