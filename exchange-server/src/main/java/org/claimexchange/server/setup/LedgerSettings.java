package org.claimexchange.server.setup;

import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;

/** How the ledger is called, by whomever. */
final class LedgerSettings {
  private LedgerSettings() {}

  /** The embedded network, as this caller sees it. */
  static ConsentLedger connect(
      EmbeddedNetwork network, NetworkIdentity caller, SubmissionJournal journal) {
    LedgerIdentity identity =
        new LedgerIdentity(caller.mspId(), caller.certificate(), caller.privateKey());
    return GatewayLedger.connect(
        network.channel(),
        GatewaySettings.standard(identity).to(network.channelName(), network.chaincodeName()),
        journal);
  }
}
