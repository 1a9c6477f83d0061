package org.claimexchange.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.ledger.gateway.PeerAddress;
import org.claimexchange.server.vault.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RealLedgerReaderTest {
  @TempDir private Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> others = new HashMap<>();
  private KeyPair root;

  @BeforeEach
  void rightSettings() throws Exception {
    root = pair();
    Path roots = Files.createDirectories(folder.resolve("roots"));
    Files.writeString(roots.resolve("ExchangeMSP.pem"), Pem.of(selfSigned(root)));
    Files.writeString(folder.resolve("tls.pem"), Pem.of(selfSigned(pair())));
    issue("exchange", 30);
    settings.put("endpoints", "peer0.exchange.example:7051,10.0.0.7:7051=peer0.regulator.example");
    settings.put("tls-roots", folder.resolve("tls.pem").toString());
    settings.put("certificate", folder.resolve("exchange.pem").toString());
    settings.put("key", folder.resolve("exchange-key.pem").toString());
    settings.put("roots", roots.toString());
  }

  @Test
  void peersAreReadInTheirOrderWithTheNamesOfTheirCertificates() {
    RealLedger ledger = read();

    assertThat(ledger.peers().addresses())
        .containsExactly(
            new PeerAddress("peer0.exchange.example", 7051, "peer0.exchange.example"),
            new PeerAddress("10.0.0.7", 7051, "peer0.regulator.example"));
    assertThat(ledger.settings().endorsers()).containsExactly("RegulatorMSP", "ExchangeMSP");
    assertThat(ledger.regulator()).isEmpty();
  }

  @Test
  void whatIsMissingIsToldAtOnce() {
    settings.keySet().removeAll(List.of("tls-roots", "certificate", "key"));
    settings.put("endpoints", "peer0.exchange.example");

    assertThat(problems())
        .hasSize(4)
        .anyMatch(one -> one.startsWith("exchange.ledger.endpoints: a peer's address is host:port"))
        .anyMatch(one -> one.startsWith("exchange.ledger.tls-roots must name PEM files"))
        .anyMatch(one -> one.startsWith("exchange.ledger.certificate must name a PEM file"))
        .anyMatch(one -> one.startsWith("exchange.ledger.key must name a PEM file"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    settings.put("key", folder.resolve("none.pem").toString());

    assertThat(problems())
        .containsExactly(
            "exchange.ledger.key must name a file that can be read, found none: "
                + folder.resolve("none.pem"));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    issue("other", 30);
    settings.put("key", folder.resolve("other-key.pem").toString());

    assertThat(problems())
        .containsExactly(
            "exchange.ledger.key must hold the key of the certificate in"
                + " exchange.ledger.certificate, found another one");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    issue("exchange", -1);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("exchange.ledger.certificate holds a certificate that is valid from");
  }

  @Test
  void aCertificateOfAnotherOrganizationIsNoMembers() throws Exception {
    Files.writeString(
        folder.resolve("roots").resolve("ExchangeMSP.pem"), Pem.of(selfSigned(pair())));

    assertThat(problems())
        .containsExactly(
            "exchange.ledger.certificate must be issued under a root of ExchangeMSP, which"
                + " exchange.ledger.roots holds: it is not a member");
  }

  @Test
  void entriesAreNotHandedOverWhereTheSampleCityMakesThem() throws Exception {
    issue("regulator", 30);
    Path roots = folder.resolve("roots");
    Files.copy(roots.resolve("ExchangeMSP.pem"), roots.resolve("RegulatorMSP.pem"));
    others.put("exchange.registers.file", folder.resolve("entries.json").toString());
    assertThat(read().regulator()).isEmpty();

    others.put(
        "exchange.sample-city.regulator-certificate", folder.resolve("regulator.pem").toString());
    others.put(
        "exchange.sample-city.regulator-key", folder.resolve("regulator-key.pem").toString());

    assertThat(problems())
        .containsExactly(
            "exchange.registers.file must be empty where the sample city is at a real ledger,"
                + " found a file");
  }

  @Test
  void aFolderIsNoHandoverAndAnIntervalIsASecondToAnHour() {
    others.put("exchange.directory.file", folder.toString());
    others.put("exchange.registers.interval", "0s");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "exchange.directory.file must name a file, which may come later, found a folder: "
                + folder,
            "exchange.registers.interval must be 1 second to 1 hour, found PT0S");
  }

  private RealLedger read() {
    Map<String, String> all = new HashMap<>(others);
    settings.forEach((name, value) -> all.put("exchange.ledger." + name, value));
    ExchangeProperties properties =
        new Binder(new MapConfigurationPropertySource(all))
            .bindOrCreate("exchange", ExchangeProperties.class);
    return RealLedgerReader.read(properties, Clock.systemUTC());
  }

  private List<String> problems() {
    return catchThrowableOfType(WrongLedgerSettingsException.class, this::read).problems();
  }

  /** Makes a member's key and certificate, which ends in so many days. */
  private void issue(String name, int days) throws Exception {
    KeyPair own = pair();
    Files.writeString(folder.resolve(name + "-key.pem"), Pem.of(own.getPrivate()));
    Files.writeString(folder.resolve(name + ".pem"), Pem.of(certificate(own, root, days, false)));
  }

  private static X509Certificate selfSigned(KeyPair holder) throws Exception {
    return certificate(holder, holder, 30, true);
  }

  private static X509Certificate certificate(
      KeyPair holder, KeyPair signer, int days, boolean isRoot) throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=ca.exchange.example"),
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minus(Duration.ofDays(10))),
            Date.from(now.plus(Duration.ofDays(days))),
            new X500Name(isRoot ? "CN=ca.exchange.example" : "CN=exchange"),
            holder.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isRoot));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
