package org.claimexchange.chaincode.testkit;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** With which certificates the participants call the ledger. */
public record LedgerCertificates(
    X509Certificate regulator,
    X509Certificate operator,
    X509Certificate firstHospital,
    X509Certificate secondHospital,
    X509Certificate insurer) {

  /** Certificates that nobody issued, for rules without a network. */
  public static LedgerCertificates selfSigned(Instant now) {
    return new LedgerCertificates(
        Keys.certificate("regulator", now),
        Keys.certificate("exchange", now),
        Keys.certificate("ruihua-hospital", now),
        Keys.certificate("pudong-hospital", now),
        Keys.certificate("insurer-anxin", now));
  }
}
