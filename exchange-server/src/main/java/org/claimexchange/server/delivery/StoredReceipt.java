package org.claimexchange.server.delivery;

import org.claimexchange.model.disclosure.Salt;

/**
 * An insurer's receipt, as it rests sealed.
 *
 * @param jws compact JWS over a receipt's body
 * @param salt hides it on the ledger
 */
public record StoredReceipt(String jws, Salt salt) {
  @Override
  public String toString() {
    return "StoredReceipt[…]";
  }
}
