package org.claimexchange.model.request;

import java.util.List;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.PersonId;

/**
 * What an insurer asks for, as far as the contract must judge it. On the ledger stands {@link
 * #digest()} only.
 *
 * @param type {@value #TYPE}
 * @param request id, opaque
 * @param insurer participant id of the insurer that asks
 * @param recipients who would receive: the insurer, co-insurers, administrators
 * @param subject whose records
 * @param purpose what for
 * @param parts what is asked, by source; a consent may grant less, never more
 * @param standing the standing authorization that is asked for, one element; empty for one case
 * @param task SHA-256 of the canonical JSON of the FHIR Task as it was received
 * @param salt fresh, so that the body cannot be guessed from its digest
 */
public record RequestBody(
    String type,
    String request,
    String insurer,
    List<Recipient> recipients,
    PersonId subject,
    Purpose purpose,
    List<Part> parts,
    List<Standing> standing,
    Digest task,
    Salt salt) {
  /** The type and version of this body. */
  public static final String TYPE = "claimexchange/request/v1";

  /**
   * @throws IllegalArgumentException if the type is another or more than one authorization is asked
   */
  public RequestBody {
    if (!TYPE.equals(type) || standing.size() > 1) {
      throw new IllegalArgumentException("expected a body of type " + TYPE);
    }
    recipients = List.copyOf(recipients);
    parts = List.copyOf(parts);
    standing = List.copyOf(standing);
  }

  /** What stands on the ledger. */
  public Digest digest() {
    return Digest.ofCanonical(this);
  }

  @Override
  public String toString() {
    return "RequestBody[" + request + "]";
  }
}
