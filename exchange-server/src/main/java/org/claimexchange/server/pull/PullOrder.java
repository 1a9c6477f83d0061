package org.claimexchange.server.pull;

import java.time.Instant;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;

/**
 * What to ask one source for, under one release.
 *
 * @param source participant id of whom
 * @param part the source's part
 * @param number of the part within the release, from 0
 * @param subject whose records
 * @param release id of the release
 * @param proof fetches evidence of the release, fresh for each nonce
 * @param deadline when to stop asking
 */
public record PullOrder(
    String source,
    Opening<Part> part,
    int number,
    Opening<Person> subject,
    String release,
    ReleaseProof proof,
    Instant deadline) {
  @Override
  public String toString() {
    return "PullOrder[" + release + "." + number + ", " + source + "]";
  }
}
