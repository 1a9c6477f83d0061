package org.claimexchange.guard;

import java.time.Instant;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;

/**
 * What the ledger released to a caller, for two minutes at most.
 *
 * @param caller who showed the evidence
 * @param release id of the release
 * @param partDigest the part, as it stands on the ledger
 * @param part what may be handed out
 * @param subject about whom
 * @param expiresAt when fresh evidence is due
 */
public record GuardSession(
    String caller,
    String release,
    Digest partDigest,
    Part part,
    Person subject,
    Instant expiresAt) {

  /**
   * What stays the same when fresh evidence opens the next session of the same pull: pages may go
   * on under it.
   */
  public String pull() {
    return caller + "/" + release + "/" + partDigest.value();
  }

  @Override
  public String toString() {
    return "GuardSession[" + release + "]";
  }
}
