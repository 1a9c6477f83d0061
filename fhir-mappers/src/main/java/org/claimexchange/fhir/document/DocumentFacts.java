package org.claimexchange.fhir.document;

import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * What is known of a claim document before its first record. It hides itself from logs.
 *
 * @param claim the insurer's case
 * @param subject whom it is about
 * @param part what was granted at the source
 * @param source the source
 * @param exchange who puts the document together: its author
 * @param release id of the release
 * @param retrievedAt when the last page came
 * @param answerDigests SHA-256 of each page as it came, lower-case hexadecimal
 * @param assembledAt time of the document
 */
public record DocumentFacts(
    ClaimCase claim,
    PersonId subject,
    Part part,
    Party source,
    Party exchange,
    String release,
    Instant retrievedAt,
    List<String> answerDigests,
    Instant assembledAt) {
  public DocumentFacts {
    answerDigests = List.copyOf(answerDigests);
  }

  @Override
  public String toString() {
    return "DocumentFacts[" + source.id() + ", " + release + "]";
  }
}
