package org.claimexchange.server.setup;

import io.grpc.Channel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.LedgerIdentity;

/** A real network, with the regulator's certificate and key as they are configured. */
final class RealCityLedger implements CityLedger {
  private final RealLedger ledger;
  private final LedgerIdentity regulator;
  private final Channel channel;
  private final SubmissionJournal journal;

  RealCityLedger(
      RealLedger ledger, LedgerIdentity regulator, Channel channel, SubmissionJournal journal) {
    this.ledger = ledger;
    this.regulator = regulator;
    this.channel = channel;
    this.journal = journal;
  }

  @Override
  public X509Certificate regulator() {
    return regulator.certificate();
  }

  @Override
  public X509Certificate operator() {
    return ledger.settings().identity().certificate();
  }

  @Override
  public Map<String, List<X509Certificate>> roots() {
    return ledger.roots();
  }

  @Override
  public ConsentLedger asRegulator() {
    return GatewayLedger.connect(channel, ledger.settings().as(regulator), journal);
  }
}
