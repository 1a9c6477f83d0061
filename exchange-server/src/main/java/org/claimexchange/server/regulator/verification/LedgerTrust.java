package org.claimexchange.server.regulator.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** What the regulator trusts of the ledger. */
public interface LedgerTrust {
  /** Root certificates by MSP id. */
  Map<String, List<X509Certificate>> roots();

  /** The channel's name. */
  String channel();

  /** The chaincode's name. */
  String chaincode();
}
