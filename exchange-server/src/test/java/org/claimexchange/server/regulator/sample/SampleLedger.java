package org.claimexchange.server.regulator.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.server.regulator.verification.LedgerTrust;

/** The embedded network with the real chaincode, and registers like those of the demo. */
public final class SampleLedger implements AutoCloseable {
  public static final String INSURER = "insurer-anxin";
  public static final String FIRST_HOSPITAL = "source-first";
  public static final String SECOND_HOSPITAL = "source-second";
  static final String ISSUER = "https://id.example/";
  static final String PAGE_CLIENT = "claim-exchange-page";
  static final String TEMPLATE = "consent-zh-1";
  static final String TEMPLATE_WORDS = "就医资料单独授权书:提供给{{recipient}},用来{{purpose}}。";
  static final List<String> CATEGORIES =
      List.of("visit", "diagnosis", "fee-list", "settlement", "discharge-summary");

  private final EmbeddedNetwork network;
  private final ConsentLedger exchange;
  private final ConsentLedger regulator;
  private final SampleBook book;
  private final NetworkIdentity insurer;
  private final NetworkIdentity operator;
  private final ECKey providerKey;
  private final Clock clock;
  private final SecureRandom random;

  /** Starts it in an empty folder; takes seconds. */
  public static SampleLedger start(Path folder, Clock clock, SecureRandom random) throws Exception {
    Path jar = chaincode();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new SampleLedger(
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(folder, ChaincodeLaunch.ofJar(java, jar), clock, random)),
        clock,
        random);
  }

  /** The chaincode's jar, as the reactor builds it before this module's tests. */
  public static Path chaincode() {
    Path jar = Path.of("..", "chaincode", "target", "chaincode.jar").toAbsolutePath().normalize();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("build the chaincode first, not found: " + jar);
    }
    return jar;
  }

  private SampleLedger(EmbeddedNetwork network, Clock clock, SecureRandom random)
      throws CertificateEncodingException, JOSEException {
    this.network = network;
    this.clock = clock;
    this.random = random;
    this.book = new SampleBook(clock);
    this.providerKey =
        new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).secureRandom(random).generate();
    NetworkIdentity authority = network.issueClient("RegulatorMSP", "regulator");
    this.operator = network.issueClient("ExchangeMSP", "exchange");
    this.insurer = network.issueClient("InsurerMSP", "anxin");
    this.regulator = connect(authority, SubmissionJournal.none());
    this.exchange = connect(operator, SubmissionJournal.none());
    register(authority, operator);
  }

  /** The ledger as the exchange calls it. */
  public ConsentLedger exchange() {
    return exchange;
  }

  /** The ledger as an exchange calls it that keeps this journal; the caller's to close. */
  public ConsentLedger exchangeWith(SubmissionJournal journal) {
    return connect(operator, journal);
  }

  /** What the operator keeps of the registers. */
  public SampleBook book() {
    return book;
  }

  /** What the regulator trusts of it. */
  public LedgerTrust trust() {
    Map<String, List<X509Certificate>> roots =
        network.rootCertificates().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, root -> List.of(root.getValue())));
    return new Roots(roots, network.channelName(), network.chaincodeName());
  }

  private record Roots(Map<String, List<X509Certificate>> roots, String channel, String chaincode)
      implements LedgerTrust {}

  NetworkIdentity insurer() {
    return insurer;
  }

  ECKey providerKey() {
    return providerKey;
  }

  Clock clock() {
    return clock;
  }

  SecureRandom random() {
    return random;
  }

  @Override
  public void close() {
    exchange.close();
    regulator.close();
    network.close();
  }

  private ConsentLedger connect(NetworkIdentity who, SubmissionJournal journal) {
    return GatewayLedger.connect(
        network.channel(),
        GatewaySettings.standard(
            new LedgerIdentity(who.mspId(), who.certificate(), who.privateKey())),
        journal);
  }

  private void register(NetworkIdentity authority, NetworkIdentity operator)
      throws CertificateEncodingException {
    Participant first =
        participant("regulator", Role.REGULATOR, "示范数据管理局", CertificateUse.LEDGER, authority);
    committed(
        regulator.initialize(
            new Initialize(
                new Initialize.Open(Salt.fresh(random).value()), new Initialize.Hidden(first))));
    book.add(first);
    put(participant("exchange", Role.OPERATOR, "示范平台运营公司", CertificateUse.LEDGER, operator));
    put(participant(INSURER, Role.INSURER, "安心示范保险", CertificateUse.SIGNING, insurer));
    put(source(FIRST_HOSPITAL, "示范第一医院"));
    put(source(SECOND_HOSPITAL, "示范第二医院"));
    Instant from = clock.instant().minus(Duration.ofDays(1));
    Instant to = from.plus(Duration.ofDays(365));
    put(
        new IdentityProvider(
            "provider-1",
            ISSUER,
            List.of(PAGE_CLIENT),
            List.of(),
            List.of(),
            600,
            List.of(
                new ProviderKey(
                    providerKey.getKeyID(),
                    CanonicalJson.writeText(providerKey.toPublicJWK().toJSONObject()),
                    from,
                    to)),
            EntryStatus.ACTIVE,
            Salt.fresh(random)));
    put(
        new Approval(
            "approval-1",
            INSURER,
            CATEGORIES,
            List.of(Purpose.CLAIM_REVIEW),
            from,
            to,
            EntryStatus.ACTIVE,
            Salt.fresh(random)));
    put(
        new TextTemplate(
            TEMPLATE,
            "zh-CN",
            Digest.of(TEMPLATE_WORDS.getBytes(StandardCharsets.UTF_8)),
            from,
            to,
            EntryStatus.ACTIVE,
            Salt.fresh(random)));
  }

  private void put(RegisterEntry entry) {
    var caller = book.participant("regulator").orElseThrow();
    MerkleTree before = book.tree(entry.register());
    int place = book.add(entry);
    long version = regulator.register(entry.register()).orElseThrow().version() + 1;
    committed(
        regulator.changeRegister(
            new ChangeRegister(
                new ChangeRegister.Open(
                    entry.register(), version, before.path(place).rootFrom(entry.leaf())),
                new ChangeRegister.Hidden(
                    caller, "", before.path(place), CanonicalJson.writeText(entry), List.of()))));
  }

  private Participant source(String id, String name) {
    return new Participant(
        id, Role.SOURCE, "SourceMSP", name, List.of(), EntryStatus.ACTIVE, Salt.fresh(random));
  }

  private Participant participant(
      String id, Role role, String name, CertificateUse use, NetworkIdentity who)
      throws CertificateEncodingException {
    X509Certificate certificate = who.certificate();
    return new Participant(
        id,
        role,
        who.mspId(),
        name,
        List.of(
            new RegisteredCertificate(
                use,
                Base64.getEncoder().encodeToString(certificate.getEncoded()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant())),
        EntryStatus.ACTIVE,
        Salt.fresh(random));
  }

  static <S> LedgerOutcome.Committed<S> committed(LedgerOutcome<S> outcome) {
    if (outcome instanceof LedgerOutcome.Committed<S> done) {
      return done;
    }
    throw new AssertionError("expected a commit, found " + outcome);
  }
}
