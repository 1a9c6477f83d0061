package org.claimexchange.model.release;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;

/**
 * The permission for one pull under one consent, with a deadline. On the ledger stands {@link
 * #digest()} only.
 *
 * @param type {@value #TYPE}
 * @param release id, opaque
 * @param consent id of the consent
 * @param parts digests of the parts that may be pulled, each one of the consent's statement
 * @param deadline until when, not after the consent's end
 * @param notices of a use of a standing authorization, the SHA-256 of what the person was told of
 *     it, one element; empty otherwise
 * @param salt fresh
 */
public record ReleaseBody(
    String type,
    String release,
    String consent,
    List<Digest> parts,
    Instant deadline,
    List<Digest> notices,
    Salt salt) {
  /** The type and version of this body. */
  public static final String TYPE = "claimexchange/release/v1";

  /**
   * @throws IllegalArgumentException if the type is another or there is no part
   */
  public ReleaseBody {
    if (!TYPE.equals(type) || parts.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a body of type " + TYPE + " with at least one part");
    }
    parts = List.copyOf(parts);
    notices = List.copyOf(notices);
  }

  /** What stands on the ledger. */
  public Digest digest() {
    return Digest.ofCanonical(this);
  }
}
