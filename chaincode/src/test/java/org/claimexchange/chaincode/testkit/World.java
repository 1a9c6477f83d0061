package org.claimexchange.chaincode.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Counter;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.RelationWord;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.Transaction;

/**
 * A regulator, an operator, two hospitals, an insurer, an identity provider, an approval, a
 * template, a mother and her child. Not safe for use by several threads.
 */
public final class World {
  public static final String REGULATOR = "regulator-shanghai";
  public static final String OPERATOR = "exchange-operator";
  public static final String FIRST_HOSPITAL = "hospital-ruihua";
  public static final String SECOND_HOSPITAL = "hospital-pudong";
  public static final String INSURER = "insurer-anxin";
  public static final String OTHER_INSURER = "insurer-heng";
  public static final String PROVIDER = "provider-suishen";
  public static final String APPROVAL = "approval-2026-017";
  public static final String TEMPLATE = "template-zh-1";
  public static final String RELATION = "relation-mother";
  public static final String ISSUER = "https://id.example.sh.cn";
  public static final String AUDIENCE = "claim-exchange-page";
  public static final String COUNTER_AUDIENCE = "ruihua-counter";
  public static final String KID = "provider-key-2026";
  public static final String ACR = "urn:example:face";

  private final Clock clock;
  private final SecureRandom random;
  private final Book<Participant> participants = new Book<>(RegisterName.PARTICIPANTS);
  private final Book<IdentityProvider> providers = new Book<>(RegisterName.PROVIDERS);
  private final Book<Approval> approvals = new Book<>(RegisterName.APPROVALS);
  private final Book<TextTemplate> templates = new Book<>(RegisterName.TEMPLATES);
  private final Book<Relation> relations = new Book<>(RegisterName.RELATIONS);
  private final LedgerCertificates certificates;
  private final ECKey providerKey = Keys.p256();
  private final ECKey insurerKey = Keys.p256();
  private final ECKey hospitalKey = Keys.p256();
  private final ECKey otherHospitalKey = Keys.p256();

  /** A world with these ledger certificates, of which nothing stands on a ledger yet. */
  public World(Clock clock, SecureRandom random, LedgerCertificates certificates) {
    this.clock = clock;
    this.random = random;
    this.certificates = certificates;
  }

  /** All transactions that the regulator makes before the first claim, in order. */
  public List<Transaction> setUp() {
    List<Transaction> transactions = new ArrayList<>();
    Participant regulator =
        participant(REGULATOR, Role.REGULATOR, "RegulatorMSP", "上海市医疗保障局")
            .with(CertificateUse.LEDGER, certificates.regulator())
            .make();
    participants.begin(regulator);
    transactions.add(new Initialize(new Initialize.Open(id()), new Initialize.Hidden(regulator)));
    for (Participant one : others()) {
      transactions.add(participants.put(one, participants.proven(REGULATOR)));
    }
    transactions.add(providers.put(provider(), participants.proven(REGULATOR)));
    transactions.add(approvals.put(approval(), participants.proven(REGULATOR)));
    transactions.add(templates.put(template(), participants.proven(REGULATOR)));
    Relation relation = relation();
    transactions.add(
        relations.put(
            relation, participants.proven(REGULATOR), List.of(attested(relation, hospitalKey))));
    return transactions;
  }

  /** A claim of a person for their own treatment at both hospitals. */
  public ClaimCase newCase(Person subject) {
    return new ClaimCase(this, subject);
  }

  /** A claim for which a standing authorization is asked. */
  public ClaimCase newStandingCase(Person subject, String policy) {
    return new ClaimCase(this, subject, List.of(new Standing(policy, true)));
  }

  /** 林晓梅, who signs for herself and for her child. */
  public static Person mother() {
    return person("31010119880315", "002", "林晓梅");
  }

  /** Her child. */
  public static Person child() {
    return person("31010120190620", "114", "陈一诺");
  }

  /** Somebody else. */
  public static Person stranger() {
    return person("31010419751102", "335", "王建国");
  }

  public Instant now() {
    return clock.instant();
  }

  public SecureRandom random() {
    return random;
  }

  public Salt salt() {
    return Salt.fresh(random);
  }

  /** An opaque id. */
  public String id() {
    return salt().value();
  }

  public Book<Participant> participants() {
    return participants;
  }

  public Book<IdentityProvider> providers() {
    return providers;
  }

  public Book<Approval> approvals() {
    return approvals;
  }

  public Book<TextTemplate> templates() {
    return templates;
  }

  public Book<Relation> relations() {
    return relations;
  }

  public LedgerCertificates certificates() {
    return certificates;
  }

  /** With which the identity provider signs its tokens. */
  public ECKey providerKey() {
    return providerKey;
  }

  /** With which the first hospital signs its words. */
  public ECKey hospitalKey() {
    return hospitalKey;
  }

  /** With which the second hospital signs its words. */
  public ECKey otherHospitalKey() {
    return otherHospitalKey;
  }

  /** The first hospital's word on a relation, signed with a key. */
  public Attestation attested(Relation relation, ECKey key) {
    return new Attestation(
        Keys.jws(
            JWSAlgorithm.ES256, "", key, CanonicalJson.writeText(RelationWord.of(relation, now()))),
        participants.proven(FIRST_HOSPITAL));
  }

  /** With which the insurer signs its receipts. */
  public ECKey insurerKey() {
    return insurerKey;
  }

  private List<Participant> others() {
    Instant now = now();
    return List.of(
        participant(OPERATOR, Role.OPERATOR, "ExchangeMSP", "上海数据交换运营有限公司")
            .with(CertificateUse.LEDGER, certificates.operator())
            .make(),
        participant(FIRST_HOSPITAL, Role.SOURCE, "SourceMSP", "瑞华医院")
            .with(CertificateUse.LEDGER, certificates.firstHospital())
            .with(
                CertificateUse.SIGNING,
                Keys.selfSigned(Keys.pair(hospitalKey), "hospital-ruihua signing", now))
            .make(),
        participant(SECOND_HOSPITAL, Role.SOURCE, "SourceMSP", "浦东中心医院")
            .with(CertificateUse.LEDGER, certificates.secondHospital())
            .with(
                CertificateUse.SIGNING,
                Keys.selfSigned(Keys.pair(otherHospitalKey), "hospital-pudong signing", now))
            .make(),
        participant(INSURER, Role.INSURER, "InsurerMSP", "安信人寿保险股份有限公司")
            .with(CertificateUse.LEDGER, certificates.insurer())
            .with(
                CertificateUse.SIGNING,
                Keys.selfSigned(Keys.pair(insurerKey), "insurer-anxin signing", now))
            .make(),
        participant(OTHER_INSURER, Role.INSURER, "InsurerMSP", "恒泰财产保险股份有限公司")
            .with(CertificateUse.LEDGER, Keys.certificate("insurer-heng", now))
            .make());
  }

  private IdentityProvider provider() {
    return new IdentityProvider(
        PROVIDER,
        ISSUER,
        List.of(AUDIENCE),
        List.of(new Counter(COUNTER_AUDIENCE, FIRST_HOSPITAL)),
        List.of(ACR),
        300,
        List.of(
            new ProviderKey(
                KID,
                Keys.publicJwk(providerKey),
                now().minus(Duration.ofDays(30)),
                now().plus(Duration.ofDays(300)))),
        EntryStatus.ACTIVE,
        salt());
  }

  private Approval approval() {
    return new Approval(
        APPROVAL,
        INSURER,
        List.of("visit", "diagnosis", "fee-list", "settlement", "invoice"),
        List.of(Purpose.CLAIM_REVIEW, Purpose.SUPPLEMENT),
        now().minus(Duration.ofDays(10)),
        now().plus(Duration.ofDays(300)),
        EntryStatus.ACTIVE,
        salt());
  }

  private TextTemplate template() {
    return new TextTemplate(
        TEMPLATE,
        "zh-CN",
        Digest.of("授权书模板".getBytes(StandardCharsets.UTF_8)),
        now().minus(Duration.ofDays(10)),
        now().plus(Duration.ofDays(300)),
        EntryStatus.ACTIVE,
        salt());
  }

  private Relation relation() {
    return new Relation(
        RELATION,
        RelationKind.GUARDIAN,
        child().id(),
        mother().id(),
        Digest.of("出生医学证明".getBytes(StandardCharsets.UTF_8)),
        FIRST_HOSPITAL,
        now().minus(Duration.ofDays(10)),
        now().plus(Duration.ofDays(300)),
        EntryStatus.ACTIVE,
        salt());
  }

  private static Person person(String areaAndBirth, String sequence, String name) {
    String digits = areaAndBirth + sequence;
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return new Person(
        new PersonId(IdSystem.RESIDENT_ID, digits + "10X98765432".charAt(sum % 11)), name);
  }

  private ParticipantDraft participant(String id, Role role, String mspId, String name) {
    return new ParticipantDraft(id, role, mspId, name);
  }

  private final class ParticipantDraft {
    private final String id;
    private final Role role;
    private final String mspId;
    private final String name;
    private final List<RegisteredCertificate> registered = new ArrayList<>();

    ParticipantDraft(String id, Role role, String mspId, String name) {
      this.id = id;
      this.role = role;
      this.mspId = mspId;
      this.name = name;
    }

    ParticipantDraft with(CertificateUse use, X509Certificate certificate) {
      registered.add(registered(use, certificate));
      return this;
    }

    Participant make() {
      return new Participant(id, role, mspId, name, registered, EntryStatus.ACTIVE, salt());
    }
  }

  /**
   * The regulator's change by which a participant's certificates of one use end, but for a new one.
   */
  public ChangeRegister rotate(String participant, CertificateUse use, X509Certificate fresh) {
    List<RegisteredCertificate> certificates = new ArrayList<>();
    for (RegisteredCertificate one : participants.entry(participant).certificates()) {
      boolean ends = one.use() == use && one.to().isAfter(now());
      certificates.add(
          ends ? new RegisteredCertificate(one.use(), one.der(), one.from(), now()) : one);
    }
    certificates.add(registered(use, fresh));
    return with(participant, certificates);
  }

  /** A participant gets a certificate more; those before it go on counting. */
  public ChangeRegister add(String participant, RegisteredCertificate more) {
    List<RegisteredCertificate> certificates =
        new ArrayList<>(participants.entry(participant).certificates());
    certificates.add(more);
    return with(participant, certificates);
  }

  private ChangeRegister with(String participant, List<RegisteredCertificate> certificates) {
    Participant present = participants.entry(participant);
    return participants.put(
        new Participant(
            present.id(),
            present.role(),
            present.mspId(),
            present.name(),
            certificates,
            present.status(),
            salt()),
        participants.proven(REGULATOR));
  }

  /** A certificate as the register holds it, for 300 days. */
  public RegisteredCertificate registered(CertificateUse use, X509Certificate certificate) {
    try {
      return new RegisteredCertificate(
          use,
          Base64.getEncoder().encodeToString(certificate.getEncoded()),
          now().minus(Duration.ofHours(1)),
          now().plus(Duration.ofDays(300)));
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
