package org.claimexchange.fabric;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * As whom the network can be called.
 *
 * @param mspId the organization's id
 * @param certificate one of its root
 * @param key the certificate's key, P-256
 */
public record NetworkClient(String mspId, X509Certificate certificate, PrivateKey key) {
  @Override
  public String toString() {
    return "NetworkClient[" + mspId + "]";
  }
}
