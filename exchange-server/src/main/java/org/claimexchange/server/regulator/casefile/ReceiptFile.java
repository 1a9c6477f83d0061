package org.claimexchange.server.regulator.casefile;

import org.claimexchange.model.disclosure.Salt;

/**
 * An insurer's receipt. It hides itself from logs.
 *
 * @param jws compact JWS over a {@code ReceiptBody}
 * @param salt opens its digest on the ledger
 */
public record ReceiptFile(String jws, Salt salt) {
  @Override
  public String toString() {
    return "ReceiptFile[…]";
  }
}
