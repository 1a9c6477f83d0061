package org.claimexchange.model.delivery;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;

/**
 * What one delivery holds. On the ledger stands {@link #digest()} only.
 *
 * @param type {@value #TYPE}
 * @param delivery id, opaque
 * @param release id of the release under which it was pulled
 * @param parts digests of the parts that it holds
 * @param documents SHA-256 of each file in the opened container, in the order of its manifest
 * @param supersedes id of the delivery that it replaces, one element; empty otherwise
 * @param salt fresh
 */
public record DeliveryBody(
    String type,
    String delivery,
    String release,
    List<Digest> parts,
    List<Digest> documents,
    List<String> supersedes,
    Salt salt) {
  /** The type and version of this body. */
  public static final String TYPE = "claimexchange/delivery/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public DeliveryBody {
    if (!TYPE.equals(type) || supersedes.size() > 1) {
      throw new IllegalArgumentException("expected a body of type " + TYPE);
    }
    parts = List.copyOf(parts);
    documents = List.copyOf(documents);
    supersedes = List.copyOf(supersedes);
  }

  /** What stands on the ledger. */
  public Digest digest() {
    return Digest.ofCanonical(this);
  }
}
