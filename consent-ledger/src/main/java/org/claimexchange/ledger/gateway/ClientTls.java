package org.claimexchange.ledger.gateway;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What is shown to peers that ask for a client's TLS certificate.
 *
 * @param key its key
 * @param chain the certificate, then those between it and its root
 */
public record ClientTls(PrivateKey key, List<X509Certificate> chain) {
  public ClientTls {
    chain = List.copyOf(chain);
  }

  @Override
  public String toString() {
    return "ClientTls[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
