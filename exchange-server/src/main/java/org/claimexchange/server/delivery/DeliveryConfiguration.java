package org.claimexchange.server.delivery;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.claimexchange.fhir.document.ClaimDocument;
import org.claimexchange.fhir.document.DocumentMaker;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.release.ClaimEnd;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.ReleasePreparation;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.sealing.FolderSigningKeys;
import org.claimexchange.server.sealing.HttpTimestampAuthority;
import org.claimexchange.server.sealing.KeyStoreSigningKey;
import org.claimexchange.server.sealing.PackageSealer;
import org.claimexchange.server.sealing.SealingFonts;
import org.claimexchange.server.sealing.SigningKeys;
import org.claimexchange.server.sealing.TimestampAuthority;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.PackageKeys;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Vault;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts packages together: made, recorded, fetched, erased. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryConfiguration.class);

  @Bean
  DeliveryTable deliveryTable(JdbcClient jdbc, SealedBytes sealed, Clock clock) {
    return new DeliveryTable(jdbc, sealed, clock);
  }

  @Bean
  PackageStore packageStore(JdbcClient jdbc, SealedBytes sealed, Vault vault, Ids ids) {
    return new PackageStore(jdbc, sealed, vault, ids);
  }

  @Bean
  EarlierPackages earlierPackages(RequestTable requests, DeliveryTable deliveries) {
    return new EarlierPackages(requests, deliveries);
  }

  @Bean
  Standings standings(
      ConsentTable consents, ReleaseTable releases, DeliveryTable deliveries, Registers registers) {
    return new Standings(consents, releases, deliveries, registers);
  }

  @Bean
  ClaimFlow claimFlow(
      RequestTable requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      ReleasePreparation preparation,
      StepTable steps,
      StepQueue queue,
      Story story,
      Vault vault) {
    return new ClaimFlow(requests, releases, deliveries, preparation, steps, queue, story, vault);
  }

  @Bean
  SigningKeys signingKeys(ExchangeProperties properties, PackageKeys keys)
      throws GeneralSecurityException {
    String folder = properties.signing().keys();
    return folder.isBlank()
        ? SigningKeys.of(
            KeyStoreSigningKey.of(keys.signer().key(), List.of(keys.signer().certificate())))
        : FolderSigningKeys.in(
            Path.of(folder), problem -> LOG.warn("a signing key cannot be used: {}", problem));
  }

  @Bean
  PackageSealer packageSealer(SigningKeys keys, ExchangeProperties properties, SecureRandom random)
      throws IOException, CertificateException {
    return new PackageSealer(
        keys,
        fonts(properties.delivery().fallbackFonts()),
        timestampAuthority(properties.signing(), random),
        Optional.of(URI.create(properties.publicUrl() + "/verify/index.html")),
        random);
  }

  /** The font of the default is used where it is there; one that was named must be. */
  private static SealingFonts fonts(List<String> fallbacks) throws IOException {
    SealingFonts fonts = SealingFonts.notoSansSc();
    for (String file : fallbacks) {
      if (Files.isRegularFile(Path.of(file))
          || !file.equals(ExchangeProperties.Delivery.RARE_CHARACTERS)) {
        fonts = fonts.withFallback(Path.of(file));
      }
    }
    return fonts;
  }

  private static Optional<TimestampAuthority> timestampAuthority(
      ExchangeProperties.Signing signing, SecureRandom random)
      throws IOException, CertificateException {
    if (signing.timestampUrl().isBlank()) {
      return Optional.empty();
    }
    if (signing.timestampRoots().isBlank()) {
      throw new IllegalArgumentException(
          "exchange.signing.timestamp-url is set, so exchange.signing.timestamp-roots must name a"
              + " PEM file with the authority's root certificates");
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(signing.timestampTimeout()).build();
    return Optional.of(
        new HttpTimestampAuthority(
            client,
            URI.create(signing.timestampUrl()),
            signing.timestampTimeout(),
            Pem.certificates(Files.readString(Path.of(signing.timestampRoots()))),
            random));
  }

  @Bean
  SourceDocuments sourceDocuments(
      ReleaseTable releases,
      DataRequests requests,
      Covers covers,
      Registers registers,
      FhirContext fhir,
      FhirReader reader,
      DocumentTable ownDocuments,
      DocumentReader ownReader,
      ExchangeProperties properties,
      Clock clock) {
    ScopeFilter filter = new ScopeFilter();
    return new SourceDocuments(
        releases,
        requests,
        covers,
        registers,
        reader,
        new OwnDocuments(KeptFiles.in(ownDocuments), ownReader, filter),
        new DocumentMaker(fhir, filter, new ClaimDocument(UUID::randomUUID)),
        properties.operator().id(),
        clock);
  }

  @Bean
  PackageContents packageContents(
      ConsentTable consents,
      DataRequests requests,
      ReleaseTable releases,
      EarlierPackages earlier,
      Covers covers,
      ConsentLedger ledger,
      Refusals refusals,
      Clock clock) {
    return new PackageContents(
        consents, requests, releases, earlier, covers, ledger, refusals, clock);
  }

  @Bean
  QualityTable qualityTable(JdbcClient jdbc, Clock clock) {
    return new QualityTable(jdbc, clock);
  }

  @Bean
  SealWork sealWork(
      ReleaseTable releases,
      RequestTable requests,
      DeliveryTable deliveries,
      PackageStore store,
      SourceDocuments documents,
      PackageContents contents,
      PackageSealer sealer,
      QualityTable quality,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      Vault vault,
      TransactionTemplate transaction,
      ExchangeProperties properties,
      SecureRandom random,
      Clock clock) {
    return new SealWork(
        releases,
        requests,
        deliveries,
        store,
        documents,
        contents,
        sealer,
        quality,
        queue,
        story,
        progress,
        end,
        vault,
        transaction,
        retention(properties),
        random,
        clock);
  }

  @Bean
  RecordDeliveryWork recordDeliveryWork(
      DeliveryTable table,
      PackageStore store,
      ReleaseTable releases,
      RequestTable requests,
      ConsentTable consents,
      Covers covers,
      Registers registers,
      LedgerWrites writes,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      TransactionTemplate transaction,
      ExchangeProperties properties) {
    return new RecordDeliveryWork(
        table,
        store,
        releases,
        requests,
        consents,
        covers,
        registers,
        writes,
        queue,
        story,
        progress,
        end,
        transaction,
        retention(properties));
  }

  private static Duration retention(ExchangeProperties properties) {
    return Duration.ofDays(properties.delivery().retentionDays());
  }

  @Bean
  EraseWork eraseWork(
      DeliveryTable table,
      PackageStore store,
      Registers registers,
      LedgerWrites writes,
      Story story,
      TransactionTemplate transaction,
      Clock clock) {
    return new EraseWork(table, store, registers, writes, story, transaction, clock);
  }

  @Bean
  RecordReceiptWork recordReceiptWork(
      DeliveryTable table,
      ConsentTable consents,
      Registers registers,
      LedgerWrites writes,
      Story story,
      Progress progress,
      TransactionTemplate transaction) {
    return new RecordReceiptWork(table, consents, registers, writes, story, progress, transaction);
  }

  @Bean
  PackageAccess packageAccess(
      DeliveryTable table, Covers covers, ConsentLedger ledger, Refusals refusals) {
    return new PackageAccess(table, covers, ledger, refusals);
  }

  @Bean
  FileChoice fileChoice(Clock clock) {
    return new FileChoice(clock);
  }

  @Bean
  Receipts receipts(Clock clock) {
    return new Receipts(clock);
  }

  @Bean
  CancelWork cancelWork(
      RequestTable requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      PackageStore store,
      StepTable steps,
      Story story,
      Vault vault,
      TransactionTemplate transaction,
      Clock clock) {
    return new CancelWork(
        requests, releases, deliveries, store, steps, story, vault, transaction, clock);
  }
}
