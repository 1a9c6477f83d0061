package org.claimexchange.ledger.gateway;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * As whom the ledger is called.
 *
 * @param mspId the organization, such as {@code ExchangeMSP}
 * @param certificate the caller's certificate, as registered for the ledger
 * @param key its P-256 key
 */
public record LedgerIdentity(String mspId, X509Certificate certificate, PrivateKey key) {
  @Override
  public String toString() {
    return "LedgerIdentity[" + mspId + "]";
  }
}
