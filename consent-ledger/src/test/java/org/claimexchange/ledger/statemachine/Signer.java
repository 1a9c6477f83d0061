package org.claimexchange.ledger.statemachine;

import java.security.cert.CertificateEncodingException;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.model.disclosure.Digest;

/**
 * Somebody with a certificate of an organization.
 *
 * @param name for people
 * @param identity certificate and key
 * @param ledger the ledger as this one calls it
 */
record Signer(String name, NetworkIdentity identity, ConsentLedger ledger) {
  String mspId() {
    return identity.mspId();
  }

  Digest fingerprint() {
    try {
      return Digest.of(identity.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
