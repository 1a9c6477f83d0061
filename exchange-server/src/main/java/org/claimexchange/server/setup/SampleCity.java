package org.claimexchange.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.provider.BuiltInProvider;
import org.claimexchange.server.pull.SourceKind;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.RegisterKeeperFactory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.login.ConsoleAccount;
import org.claimexchange.server.setup.CityRegistration.Use;
import org.claimexchange.server.vault.EvaluationCertificates;
import org.claimexchange.server.vault.ExchangeKeys;
import org.claimexchange.server.vault.PackageKeys;
import org.claimexchange.server.vault.Pem;
import org.claimexchange.server.vault.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * The sample city. What a city does in production: registers, approvals, texts, keys of the other
 * parties; on whichever ledger its regulator may call. Runs at each start and changes only what
 * differs.
 */
final class SampleCity implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SampleCity.class);
  private static final Duration KEY_LIFE = Duration.ofDays(3650);

  private final ExchangeProperties properties;
  private final CityLedger city;
  private final Registers registers;
  private final RegisterKeeperFactory keepers;
  private final ParticipantDirectory directory;
  private final BuiltInProvider provider;
  private final ConsoleAccount console;
  private final ExchangeKeys keys;
  private final PackageKeys packageKeys;
  private final SecureRandom random;
  private final Clock clock;
  private final Handover handover;

  SampleCity(
      ExchangeProperties properties,
      CityLedger city,
      Registers registers,
      RegisterKeeperFactory keepers,
      ParticipantDirectory directory,
      BuiltInProvider provider,
      ConsoleAccount console,
      ExchangeKeys keys,
      PackageKeys packageKeys,
      SecureRandom random,
      Clock clock) {
    this.properties = properties;
    this.city = city;
    this.registers = registers;
    this.keepers = keepers;
    this.directory = directory;
    this.provider = provider;
    this.console = console;
    this.keys = keys;
    this.packageKeys = packageKeys;
    this.random = random;
    this.clock = clock;
    this.handover = new Handover(properties.dataFolder());
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException, GeneralSecurityException {
    handover();
    try (ConsentLedger ledger = city.asRegulator()) {
      var registration =
          new CityRegistration(
              registers, keepers.keeper(ledger, CityRegistration.REGULATOR), random, clock);
      registration.regulator(
          properties.embedded().regulator(), city.regulator(), feedCertificate());
      participants(registration);
      provider(registration);
      texts(registration);
      guardians(registration);
    }
    PrivateFiles.replace(
        properties.dataFolder().resolve("server.json"),
        CanonicalJson.write(
            Map.of(
                "pid", ProcessHandle.current().pid(),
                "publicUrl", properties.publicUrl().toString(),
                "providerUrl", provider.issuer().toString())));
    LOG.warn("sample city, for evaluation only: its parties, keys and people are made up");
  }

  private X509Certificate feedCertificate() {
    return RegulatorFeedKey.certificate(
        properties.embedded().regulator(), handover, new EvaluationCertificates(random, clock));
  }

  /** What others need who play their parts on this machine. */
  private void handover() throws GeneralSecurityException {
    for (Map.Entry<String, List<X509Certificate>> roots : city.roots().entrySet()) {
      StringBuilder pem = new StringBuilder();
      for (X509Certificate root : roots.getValue()) {
        pem.append(Pem.of(root));
      }
      handover.text("trust/ledger/" + roots.getKey() + ".pem", pem.toString());
    }
    handover.text("trust/signers/evaluation.pem", Pem.of(packageKeys.root()));
    handover.text("exchange-jwks.json", keys.clientJwks());
    handover.json(
        "trust/providers/embedded.json",
        Map.of(
            "issuer",
            provider.issuer().toString(),
            "audiences",
            List.of(provider.clientId()),
            "counters",
            List.of(),
            "keys",
            provider.keys().stream()
                .map(key -> CanonicalJson.read(key.jwk(), JsonNode.class))
                .toList()));
    handover.json(
        "people.json",
        Stream.concat(
                provider.logins().stream()
                    .map(login -> person(login.username(), login.password(), login.name())),
                Stream.of(person(console.username(), console.password(), "监管台")))
            .toList());
  }

  private static Map<String, String> person(String username, String password, String name) {
    return Map.of("username", username, "password", password, "name", name);
  }

  private void participants(CityRegistration registration) {
    ExchangeProperties.Operator operator = properties.operator();
    registration.participant(
        operator.id(),
        Role.OPERATOR,
        properties.ledger().mspId(),
        operator.name(),
        List.of(new Use(CertificateUse.LEDGER, city.operator())));
    directory.keep(
        new ParticipantFacts(
            operator.id(),
            operator.name(),
            operator.shortName(),
            operator.phone(),
            operator.address()));
    properties.embedded().sources().forEach(source -> source(registration, source));
    properties.embedded().insurers().forEach(insurer -> insurer(registration, insurer));
  }

  private void source(CityRegistration registration, EmbeddedProperties.Source source) {
    registration.participant(
        source.id(),
        Role.SOURCE,
        "SourceMSP",
        source.name(),
        List.of(new Use(CertificateUse.SIGNING, keysOf(source).signing())));
    directory.keep(
        new ParticipantFacts(
            source.id(), source.name(), source.name(), source.phone(), source.address()));
    directory.keepEndpoint(source.id(), source.url());
    ExchangeProperties.Source way = properties.sources().get(source.id());
    if (way != null && way.kind() == SourceKind.AGENT && way.keys().isBlank()) {
      directory.keepClientKeys(
          source.id(),
          SampleAgentKeys.of(source.id(), handover, properties.publicUrl().toString(), random)
              .clientJwks());
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("participant", source.id());
    config.put("name", source.name());
    config.put("port", source.url().getPort());
    config.put("adminPort", source.sampleAdminPort());
    config.put("data", source.sampleData());
    config.put("client", Map.of("id", properties.operator().id(), "jwks", "exchange-jwks.json"));
    config.put("baseUrl", source.url().toString());
    config.put("trust", "trust");
    handover.json(source.id() + ".json", config);
  }

  private SampleSourceKeys keysOf(EmbeddedProperties.Source source) {
    return SampleSourceKeys.of(source, handover, new EvaluationCertificates(random, clock));
  }

  private EmbeddedProperties.Source source(String id) {
    return properties.embedded().sources().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no source with id " + id));
  }

  private void insurer(CityRegistration registration, EmbeddedProperties.Insurer insurer) {
    SampleInsurerKeys sample =
        SampleInsurerKeys.of(
            insurer,
            handover,
            properties.publicUrl().toString(),
            new EvaluationCertificates(random, clock),
            random);
    registration.participant(
        insurer.id(),
        Role.INSURER,
        "InsurerMSP",
        insurer.name(),
        List.of(
            new Use(CertificateUse.SIGNING, sample.signing()),
            new Use(CertificateUse.ENCRYPTION, sample.encryption())));
    directory.keep(
        new ParticipantFacts(
            insurer.id(), insurer.name(), insurer.shortName(), insurer.phone(), insurer.address()));
    directory.keepClientKeys(insurer.id(), sample.clientJwks());
    registration.approval("approval-" + insurer.id(), insurer.id());
  }

  private void provider(CityRegistration registration) {
    List<ProviderKey> providerKeys =
        provider.keys().stream()
            .map(key ->
                new ProviderKey(
                    key.kid(), key.jwk(), clock.instant(), clock.instant().plus(KEY_LIFE)))
            .toList();
    registration.provider(
        "provider-" + provider.issuer().getAuthority().replace(':', '-'),
        provider.issuer().toString(),
        provider.clientId(),
        List.of(BuiltInProvider.ACR),
        providerKeys);
  }

  private void texts(CityRegistration registration) throws IOException {
    for (TextTemplates.Text text : TextTemplates.all()) {
      directory.keepTemplate(text.id(), text.words());
      registration.template(text.id(), text.language(), text.digest());
    }
  }

  private void guardians(CityRegistration registration) {
    for (EmbeddedProperties.Kin kin : properties.embedded().relations()) {
      PersonId guardian =
          properties.embedded().people().stream()
              .filter(person -> person.username().equals(kin.guardian()))
              .map(person -> new PersonId(IdSystem.ofUri(person.system()), person.number()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("no person with username " + kin.guardian()));
      registration.guardian(
          "relation-" + kin.guardian(),
          new PersonId(IdSystem.ofUri(kin.childSystem()), kin.childNumber()),
          guardian,
          kin.attestedBy(),
          keysOf(source(kin.attestedBy())));
    }
  }
}
