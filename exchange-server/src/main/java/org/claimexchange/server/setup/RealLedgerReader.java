package org.claimexchange.server.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.gateway.ClientTls;
import org.claimexchange.ledger.gateway.GatewayPeers;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.ledger.gateway.PeerAddress;
import org.jspecify.annotations.Nullable;

/** Makes a network of the settings {@code exchange.ledger}, or says all that is wrong with them. */
final class RealLedgerReader {
  private static final String PREFIX = "exchange.ledger.";
  private static final String CITY = "exchange.sample-city.";

  private final ExchangeProperties.Ledger ledger;
  private final ExchangeProperties.SampleCity city;
  private final Map<String, String> handedOver;
  private final Duration interval;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();
  private final LedgerFiles files;

  private RealLedgerReader(ExchangeProperties properties, Clock clock) {
    this.ledger = properties.ledger();
    this.city = properties.sampleCity();
    this.interval = properties.registers().interval();
    this.handedOver =
        Map.of(
            "exchange.registers.file", properties.registers().file(),
            "exchange.directory.file", properties.directory().file());
    this.clock = clock;
    this.files = new LedgerFiles(clock, problems::add);
  }

  /**
   * Reads them.
   *
   * @throws WrongLedgerSettingsException if something is missing or wrong
   */
  static RealLedger read(ExchangeProperties properties, Clock clock) {
    return new RealLedgerReader(properties, clock).read();
  }

  private RealLedger read() {
    List<PeerAddress> addresses = addresses();
    List<X509Certificate> tlsRoots = tlsRoots();
    Optional<ClientTls> client = client();
    Map<String, List<X509Certificate>> roots =
        ledger.roots().isBlank() ? Map.of() : files.roots(PREFIX + "roots", ledger.roots());
    Optional<LedgerIdentity> operator =
        member(PREFIX, ledger.mspId(), ledger.certificate(), ledger.key(), roots);
    Optional<LedgerIdentity> regulator =
        city.isAtRealLedger()
            ? member(
                CITY + "regulator-",
                city.regulatorMspId(),
                city.regulatorCertificate(),
                city.regulatorKey(),
                roots)
            : Optional.empty();
    if (city.isAtRealLedger() && ledger.roots().isBlank()) {
      problems.add(
          PREFIX
              + "roots must name a folder where the sample city is at a real ledger, found nothing");
    }
    noTwoHandsOnTheRegisters();
    if (interval.compareTo(Duration.ofSeconds(1)) < 0
        || interval.compareTo(Duration.ofHours(1)) > 0) {
      problems.add("exchange.registers.interval must be 1 second to 1 hour, found " + interval);
    }
    if (ledger.endorsers().isEmpty()) {
      problems.add(PREFIX + "endorsers must name the organizations that endorse, found none");
    }
    if (!problems.isEmpty() || operator.isEmpty()) {
      throw new WrongLedgerSettingsException(problems);
    }
    return new RealLedger(
        new GatewayPeers(addresses, tlsRoots, client), settings(operator.get()), regulator, roots);
  }

  /** The sample city changes the rows by itself, so nobody else may. */
  private void noTwoHandsOnTheRegisters() {
    handedOver.forEach((name, file) -> {
      if (!file.isBlank() && city.isAtRealLedger()) {
        problems.add(
            name + " must be empty where the sample city is at a real ledger, found a file");
      } else if (!file.isBlank() && Files.isDirectory(Path.of(file))) {
        problems.add(name + " must name a file, which may come later, found a folder: " + file);
      }
    });
  }

  private GatewaySettings settings(LedgerIdentity operator) {
    return new GatewaySettings(
        operator,
        ledger.channel(),
        ledger.chaincode(),
        ledger.endorsers(),
        RetryPolicy.standard(),
        ledger.endorseTimeout(),
        ledger.submitTimeout(),
        ledger.commitTimeout(),
        ledger.findTimeout());
  }

  private List<PeerAddress> addresses() {
    List<PeerAddress> addresses = new ArrayList<>();
    for (String endpoint : ledger.endpoints()) {
      try {
        addresses.add(PeerAddress.parse(endpoint));
      } catch (IllegalArgumentException e) {
        problems.add(PREFIX + "endpoints: " + e.getMessage() + "; found " + endpoint);
      }
    }
    return addresses;
  }

  private List<X509Certificate> tlsRoots() {
    if (ledger.tlsRoots().isEmpty()) {
      problems.add(PREFIX + "tls-roots must name PEM files, found nothing");
    }
    return ledger.tlsRoots().stream()
        .flatMap(file -> files.certificates(PREFIX + "tls-roots", file).stream())
        .toList();
  }

  private Optional<ClientTls> client() {
    if (ledger.tlsCertificate().isBlank() && ledger.tlsKey().isBlank()) {
      return Optional.empty();
    }
    return files
        .owned(
            PREFIX + "tls-certificate",
            ledger.tlsCertificate(),
            PREFIX + "tls-key",
            ledger.tlsKey())
        .map(owned -> new ClientTls(owned.key(), owned.chain()));
  }

  private Optional<LedgerIdentity> member(
      String prefix,
      String mspId,
      String certificate,
      String key,
      Map<String, List<X509Certificate>> roots) {
    Optional<LedgerFiles.Owned> owned =
        files.owned(prefix + "certificate", certificate, prefix + "key", key);
    if (owned.isPresent() && !roots.isEmpty() && !isMember(owned.get(), roots.get(mspId))) {
      problems.add(
          "%scertificate must be issued under a root of %s, which %sroots holds: it is not a member"
              .formatted(prefix, mspId, PREFIX));
      return Optional.empty();
    }
    return owned.map(one -> new LedgerIdentity(mspId, one.certificate(), one.key()));
  }

  private boolean isMember(LedgerFiles.Owned owned, @Nullable List<X509Certificate> roots) {
    if (roots == null || roots.isEmpty()) {
      return false;
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(owned.chain()), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
