package org.claimexchange.ledger.embedded;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Someone on the network: what {@code Identities} and {@code Signers} of the Gateway SDK are made
 * from.
 *
 * @param mspId the organization's id
 * @param certificate issued by the organization's root
 * @param privateKey the matching ECDSA P-256 key; never leaves the process except into its own file
 */
public record NetworkIdentity(String mspId, X509Certificate certificate, PrivateKey privateKey) {

  /** Without the key. */
  @Override
  public String toString() {
    return "NetworkIdentity[" + mspId + ", " + certificate.getSubjectX500Principal() + "]";
  }
}
