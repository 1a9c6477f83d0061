package org.claimexchange.model.delivery;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * What an insurer signs when it has fetched and verified a package: payload of a compact JWS (RFC
 * 7515) made with the key of its registered certificate for signing. On the ledger stands a salted
 * digest of the JWS only.
 *
 * @param type {@value #TYPE}
 * @param delivery id of the delivery
 * @param sealed SHA-256 of the sealed package as it was received
 * @param receivedAt when
 */
public record ReceiptBody(String type, String delivery, Digest sealed, Instant receivedAt) {
  /** The type and version of this body. */
  public static final String TYPE = "claimexchange/receipt/v1";

  /** The name under which the JWS is hidden on the ledger. */
  public static final String NAME = "receipt";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public ReceiptBody {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a body of type " + TYPE);
    }
  }
}
