package org.claimexchange.server.setup;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.NetworkIdentity;

/** The embedded network, which gives everyone the certificates that they need. */
final class EmbeddedCityLedger implements CityLedger {
  private final EmbeddedNetwork network;
  private final NetworkIdentity regulator;
  private final X509Certificate operator;
  private final SubmissionJournal journal;

  EmbeddedCityLedger(EmbeddedNetwork network, String operatorMspId, SubmissionJournal journal) {
    this.network = network;
    this.regulator = network.issueClient("RegulatorMSP", "regulator");
    this.operator =
        network.issueClient(operatorMspId, LedgerConfiguration.OPERATOR_CLIENT).certificate();
    this.journal = journal;
  }

  @Override
  public X509Certificate regulator() {
    return regulator.certificate();
  }

  @Override
  public X509Certificate operator() {
    return operator;
  }

  @Override
  public Map<String, List<X509Certificate>> roots() {
    return network.rootCertificates().entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> List.of(one.getValue())));
  }

  @Override
  public ConsentLedger asRegulator() {
    return LedgerSettings.connect(network, regulator, journal);
  }
}
