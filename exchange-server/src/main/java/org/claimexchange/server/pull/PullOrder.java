package org.claimexchange.server.pull;

import java.time.Instant;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;

/**
 * What to ask one source for, under one release.
 *
 * @param source whom
 * @param part the source's part
 * @param subject whose records
 * @param release id of the release
 * @param proof fetches evidence of the release, fresh for each nonce
 * @param deadline when to stop asking
 */
public record PullOrder(
    SourceEndpoint source,
    Opening<Part> part,
    Opening<Person> subject,
    String release,
    ReleaseProof proof,
    Instant deadline) {
  @Override
  public String toString() {
    return "PullOrder[" + release + ", " + source.participant() + "]";
  }
}
