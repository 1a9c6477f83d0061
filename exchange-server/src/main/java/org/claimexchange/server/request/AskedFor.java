package org.claimexchange.server.request;

import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;

/**
 * What a Task asks for. It hides itself from logs.
 *
 * @param identifier the insurer's own identifier of the Task: system, bar, value
 * @param subject whose records
 * @param subjectName the name that the insurer gives
 * @param purpose what for
 * @param recipients who would receive, the insurer first
 * @param parts what, by source
 * @param claim the insurer's case
 * @param returnUrl where the person goes afterwards
 * @param validityDays how long the consent shall last
 * @param uses how many releases
 * @param basedOn id of an earlier Task that this supplements
 * @param digest SHA-256 of the Task's canonical JSON
 * @param canonical the Task as it came, canonical JSON
 */
record AskedFor(
    String identifier,
    PersonId subject,
    String subjectName,
    Purpose purpose,
    List<Recipient> recipients,
    List<Part> parts,
    ClaimCase claim,
    Optional<String> returnUrl,
    int validityDays,
    int uses,
    Optional<String> basedOn,
    Digest digest,
    String canonical) {
  AskedFor {
    recipients = List.copyOf(recipients);
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    return "AskedFor[…]";
  }
}
