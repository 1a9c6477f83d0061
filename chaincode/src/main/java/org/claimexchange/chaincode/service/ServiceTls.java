package org.claimexchange.chaincode.service;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who the service is and whom it lets in.
 *
 * @param key its private key
 * @param chain its certificate, then those between it and its root
 * @param peerRoots roots that peers' client certificates must come from
 */
public record ServiceTls(
    PrivateKey key, List<X509Certificate> chain, List<X509Certificate> peerRoots) {
  public ServiceTls {
    chain = List.copyOf(chain);
    peerRoots = List.copyOf(peerRoots);
  }

  /** The service's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "ServiceTls[" + certificate().getSubjectX500Principal() + "]";
  }
}
