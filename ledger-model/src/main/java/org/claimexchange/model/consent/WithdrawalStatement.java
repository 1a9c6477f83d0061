package org.claimexchange.model.consent;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;

/**
 * What a grantor signs to withdraw a consent.
 *
 * @param type {@value #TYPE}
 * @param consent id of the consent
 * @param statement digest of the consent's statement
 * @param at when the person asked for it
 */
public record WithdrawalStatement(String type, String consent, Digest statement, Instant at) {
  /** The type and version of this statement. */
  public static final String TYPE = "claimexchange/withdrawal/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public WithdrawalStatement {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a statement of type " + TYPE);
    }
  }

  /** The exact bytes that are signed. */
  public byte[] canonicalBytes() {
    return CanonicalJson.write(this);
  }

  /** SHA-256 of the exact bytes that are signed. */
  public Digest digest() {
    return Digest.of(canonicalBytes());
  }
}
