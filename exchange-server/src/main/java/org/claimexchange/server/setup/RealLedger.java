package org.claimexchange.server.setup;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.ledger.gateway.GatewayPeers;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;

/**
 * A real network as it is configured, all files read and held against each other.
 *
 * @param peers whose Gateways are used
 * @param settings as the operator, to what
 * @param regulator the sample city's regulator, where the city is to be registered there
 * @param roots roots of the organizations, by MSP id; empty where none are named
 */
record RealLedger(
    GatewayPeers peers,
    GatewaySettings settings,
    Optional<LedgerIdentity> regulator,
    Map<String, List<X509Certificate>> roots) {
  RealLedger {
    roots = Map.copyOf(roots);
  }
}
