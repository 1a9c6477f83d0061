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

  /** The standard settings, for another channel and chaincode. */
  static GatewaySettings of(LedgerIdentity identity, String channel, String chaincode) {
    GatewaySettings standard = GatewaySettings.standard(identity);
    return new GatewaySettings(
        identity,
        channel,
        chaincode,
        standard.endorsers(),
        standard.retry(),
        standard.endorseTimeout(),
        standard.submitTimeout(),
        standard.commitTimeout(),
        standard.findTimeout());
  }

  /** The embedded network, as this caller sees it. */
  static ConsentLedger connect(
      EmbeddedNetwork network, NetworkIdentity caller, SubmissionJournal journal) {
    LedgerIdentity identity =
        new LedgerIdentity(caller.mspId(), caller.certificate(), caller.privateKey());
    return GatewayLedger.connect(
        network.channel(), of(identity, network.channelName(), network.chaincodeName()), journal);
  }
}
