package org.claimexchange.server.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.ledger.registers.RegisterBook;
import org.claimexchange.ledger.registers.RegisterBookFile;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.ledger.registers.RegisterOffice;
import org.claimexchange.ledger.registers.RegisterOrder;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.vault.EvaluationCertificates;

/** A network that is no server's own, and its regulator with a book: the city without samples. */
final class RegulatorsHand implements AutoCloseable {
  private final SecureRandom random = new SecureRandom();
  private final Path folder;
  private final EmbeddedNetwork network;
  private final ConsentLedger asRegulator;

  private RegulatorsHand(Path folder, EmbeddedNetwork network, ConsentLedger asRegulator) {
    this.folder = folder;
    this.network = network;
    this.asRegulator = asRegulator;
  }

  static RegulatorsHand start(Path folder) {
    EmbeddedNetwork network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                    folder.resolve("ledger"),
                    ChaincodeLaunch.ofJar(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of("../chaincode/target/chaincode.jar").toAbsolutePath()),
                    Clock.systemUTC(),
                    new SecureRandom())
                .withTlsPort(0));
    NetworkIdentity regulator = network.issueClient("RegulatorMSP", "regulator");
    ConsentLedger ledger =
        GatewayLedger.connect(
            network.channel(),
            GatewaySettings.standard(
                new LedgerIdentity(
                    regulator.mspId(), regulator.certificate(), regulator.privateKey())),
            SubmissionJournal.none());
    return new RegulatorsHand(folder, network, ledger);
  }

  /** What an operator's server is told to reach this network. */
  List<String> settings() throws Exception {
    NetworkIdentity operator = network.issueClient("ExchangeMSP", "exchange");
    return List.of(
        "--exchange.ledger.endpoints=localhost:" + network.tlsPort().orElseThrow(),
        "--exchange.ledger.tls-roots="
            + pem("tls.pem", "CERTIFICATE", network.tlsRootCertificate().getEncoded()),
        "--exchange.ledger.certificate="
            + pem("operator.pem", "CERTIFICATE", operator.certificate().getEncoded()),
        "--exchange.ledger.key="
            + pem("operator.key", "PRIVATE KEY", operator.privateKey().getEncoded()));
  }

  private Path pem(String name, String kind, byte[] der) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind));
  }

  /** The registers as they stand on the ledger. */
  ConsentLedger ledger() {
    return asRegulator;
  }

  /** A participant with a certificate for the ledger, a regulator with one for its feed too. */
  Participant participant(String id, Role role, String mspId, String name) throws Exception {
    List<RegisteredCertificate> certificates = new ArrayList<>();
    certificates.add(
        registered(CertificateUse.LEDGER, network.issueClient(mspId, client(role)).certificate()));
    if (role == Role.REGULATOR) {
      // Its feed is encrypted to it; without one nothing is handed in.
      certificates.add(
          registered(
              CertificateUse.ENCRYPTION,
              new EvaluationCertificates(random, Clock.systemUTC())
                  .ownRecipient(name)
                  .certificate()));
    }
    return new Participant(
        id, role, mspId, name, certificates, EntryStatus.ACTIVE, Salt.fresh(random));
  }

  private static RegisteredCertificate registered(CertificateUse use, X509Certificate certificate)
      throws CertificateEncodingException {
    Instant now = Instant.now();
    return new RegisteredCertificate(
        use,
        Base64.getEncoder().encodeToString(certificate.getEncoded()),
        now.minus(Duration.ofMinutes(1)),
        now.plus(Duration.ofDays(30)));
  }

  private static String client(Role role) {
    return switch (role) {
      case OPERATOR -> "exchange";
      case REGULATOR -> "regulator";
      case SOURCE -> "hospital";
      case INSURER -> "insurer";
    };
  }

  void initialize(Participant regulator) throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      office(file).initialize(withoutSalt(regulator));
    }
  }

  void put(RegisterEntry entry) throws IOException {
    carryOut(new RegisterOrder.Put(entry.register(), withoutSalt(entry)));
  }

  void carryOut(RegisterOrder order) throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      office(file).carryOut(order);
    }
  }

  /** What it would hand over now. */
  RegisterHandover handover() throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      RegisterBook book = file.read().orElseThrow();
      office(file).agreesWithLedger(book);
      return RegisterHandover.of(book);
    }
  }

  private RegisterOffice office(RegisterBookFile file) {
    return new RegisterOffice(asRegulator, file, random);
  }

  private Path book() {
    return folder.resolve("registers.json");
  }

  private static ObjectNode withoutSalt(RegisterEntry entry) {
    ObjectNode tree =
        CanonicalJson.read(
            CanonicalJson.writeText(entry).getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    tree.remove("salt");
    return tree;
  }

  @Override
  public void close() {
    asRegulator.close();
    network.close();
  }
}
