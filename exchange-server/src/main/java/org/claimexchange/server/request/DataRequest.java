package org.claimexchange.server.request;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.server.register.ParticipantFacts;

/**
 * An insurer's ask, with what a person must be told about it. It hides itself from logs.
 *
 * @param body what is asked, as the contract judges it
 * @param facts the insurer's case, as the person knows it
 * @param insurer who asks
 * @param recipients all who would receive, the insurer first
 * @param sources the sources asked, in the order of the body's parts
 * @param subjectName the name that the insurer gave for the subject, to compare after login
 * @param terms what the insurer proposes
 * @param returnUrl where the person goes afterwards
 * @param receivedAt when it came
 * @param expiresAt until when it can be answered
 * @param status where it stands
 */
public record DataRequest(
    RequestBody body,
    ClaimCase facts,
    ParticipantFacts insurer,
    List<ParticipantFacts> sources,
    List<ParticipantFacts> recipients,
    String subjectName,
    ProposedTerms terms,
    Optional<URI> returnUrl,
    Instant receivedAt,
    Instant expiresAt,
    DataRequestStatus status) {
  public DataRequest {
    sources = List.copyOf(sources);
    recipients = List.copyOf(recipients);
  }

  /** The request's id. */
  public String id() {
    return body.request();
  }

  @Override
  public String toString() {
    return "DataRequest[" + body.request() + ", " + status + "]";
  }
}
