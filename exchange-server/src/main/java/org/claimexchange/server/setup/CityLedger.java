package org.claimexchange.server.setup;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.claimexchange.ledger.ConsentLedger;

/** What the sample city needs of the ledger that it registers its parties on. */
interface CityLedger {
  /** With which certificate its regulator calls the ledger. */
  X509Certificate regulator();

  /** With which certificate the operator calls the ledger. */
  X509Certificate operator();

  /** Roots of the ledger's organizations, by MSP id: what verifiers trust. */
  Map<String, List<X509Certificate>> roots();

  /** The ledger as its regulator calls it; the caller closes it. */
  ConsentLedger asRegulator();
}
