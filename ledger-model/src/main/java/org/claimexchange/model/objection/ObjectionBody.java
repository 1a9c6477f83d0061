package org.claimexchange.model.objection;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;

/**
 * What a person signs to dispute a record that went out under a consent. On the ledger stands
 * {@link #digest()} only.
 *
 * @param type {@value #TYPE}
 * @param objection id, opaque
 * @param consent id of the consent
 * @param part digest of the part, one of the consent's statement, whose source holds the record
 * @param text SHA-256 of the UTF-8 text in which the person says what is wrong
 * @param at when the person signed
 * @param salt fresh
 */
public record ObjectionBody(
    String type,
    String objection,
    String consent,
    Digest part,
    Digest text,
    Instant at,
    Salt salt) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/objection/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public ObjectionBody {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a body of type " + TYPE);
    }
  }

  /** The exact bytes that are signed. */
  public byte[] canonicalBytes() {
    return CanonicalJson.write(this);
  }

  /** SHA-256 of the exact bytes that are signed: what stands on the ledger. */
  public Digest digest() {
    return Digest.of(canonicalBytes());
  }
}
