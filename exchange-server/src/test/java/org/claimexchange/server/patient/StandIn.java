package org.claimexchange.server.patient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.MerklePath;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.server.provider.BuiltInProvider;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.register.TemplateText;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.LinkOpening;
import org.claimexchange.server.request.ProposedTerms;

/**
 * Requests and registers held in memory, for tests of the page alone: two requests, one for the
 * mother herself, one for her child.
 */
final class StandIn implements DataRequests, Registers {
  static final Person MOTHER =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503154025"), "李秀英");
  static final Person CHILD =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101201908122317"), "王小明");
  static final Person STRANGER =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101197001011239"), "赵大勇");
  static final String OWN_LINK = "link-of-the-mother-0000000000000000000000001";
  static final String CHILD_LINK = "link-of-the-child-00000000000000000000000001";
  static final ParticipantFacts INSURER =
      new ParticipantFacts("insurer-anxin", "安心示范保险股份有限公司", "安心示范保险", "000-0000-8800", "上海市示范路1号");
  static final ParticipantFacts ADMINISTRATOR =
      new ParticipantFacts("tpa-kangda", "康达示范健康管理有限公司", "康达示范", "000-0000-8801", "");
  static final ParticipantFacts FIRST =
      new ParticipantFacts("hospital-1", "示范第一医院", "示范第一医院", "000-0000-0101", "上海市示范路11号");
  static final ParticipantFacts SECOND =
      new ParticipantFacts("hospital-2", "示范儿童医院", "示范儿童医院", "000-0000-0102", "上海市示范路12号");
  static final ParticipantFacts OPERATOR =
      new ParticipantFacts("exchange", "示范理赔数据交换平台", "理赔数据交换平台", "000-0000-0001", "上海市示范路100号");

  private final Map<String, DataRequest> requests = new ConcurrentHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private final Supplier<BuiltInProvider> provider;
  private final URI returnUrl;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  StandIn(Supplier<BuiltInProvider> provider, URI returnUrl, Clock clock) {
    this.provider = provider;
    this.returnUrl = returnUrl;
    this.clock = clock;
    add(OWN_LINK, "request-of-the-mother", MOTHER, "AX2026-00128812", ownParts());
    add(CHILD_LINK, "request-of-the-child", CHILD, "AX2026-00129930", childParts());
  }

  void answered(String request) {
    requests.computeIfPresent(request, (_, old) -> with(old, DataRequestStatus.GRANTED));
  }

  void refused(String request) {
    requests.computeIfPresent(request, (_, old) -> with(old, DataRequestStatus.REJECTED));
  }

  void reopen() {
    requests.replaceAll((_, old) -> with(old, DataRequestStatus.OPEN));
  }

  @Override
  public Optional<DataRequest> find(String requestId) {
    return Optional.ofNullable(requests.get(requestId));
  }

  @Override
  public LinkOpening open(String linkToken, PersonId reader) {
    Optional<DataRequest> found = Optional.ofNullable(links.get(linkToken)).flatMap(this::find);
    if (found.isEmpty()) {
      return new LinkOpening.Closed();
    }
    boolean self = found.get().body().subject().equals(reader);
    return self || relation(found.get().body().subject(), reader).isPresent()
        ? new LinkOpening.Opened(found.get(), !self)
        : new LinkOpening.NotForReader();
  }

  @Override
  public Proven<Participant> operator() {
    return proven(participantOf(OPERATOR, Role.OPERATOR, "ExchangeMSP"));
  }

  @Override
  public Optional<Proven<Participant>> participant(String id) {
    return facts(id).map(facts -> proven(participantOf(facts, Role.SOURCE, "SourceMSP")));
  }

  @Override
  public List<Proven<Participant>> participants(List<String> ids) {
    return ids.stream().map(id -> participant(id).orElseThrow()).toList();
  }

  @Override
  public Optional<ParticipantFacts> facts(String id) {
    return List.of(INSURER, ADMINISTRATOR, FIRST, SECOND, OPERATOR).stream()
        .filter(facts -> facts.id().equals(id))
        .findFirst();
  }

  @Override
  public Proven<IdentityProvider> provider() {
    List<ProviderKey> keys =
        provider.get().keys().stream()
            .map(key -> new ProviderKey(key.kid(), key.jwk(), Instant.EPOCH, Instant.MAX))
            .toList();
    return proven(
        new IdentityProvider(
            "city",
            provider.get().issuer().toString(),
            List.of(provider.get().clientId()),
            List.of(),
            List.of(BuiltInProvider.ACR),
            300,
            keys,
            EntryStatus.ACTIVE,
            Salt.fresh(random)));
  }

  @Override
  public Optional<Proven<IdentityProvider>> provider(String issuer) {
    return Optional.of(provider()).filter(one -> one.entry().issuer().equals(issuer));
  }

  @Override
  public List<Proven<Approval>> approvalsOf(String insurer) {
    return List.of();
  }

  @Override
  public Optional<Proven<Approval>> approval(String id) {
    return Optional.empty();
  }

  @Override
  public Optional<TemplateText> currentTemplate(String language) {
    return template("single-consent-1." + language);
  }

  @Override
  public Optional<TemplateText> template(String id) {
    return Optional.of(registered(id, words(id)));
  }

  @Override
  public Optional<Proven<Relation>> registeredRelation(PersonId subject, PersonId grantor) {
    return relation(subject, grantor);
  }

  @Override
  public Optional<Proven<Relation>> relation(PersonId subject, PersonId grantor) {
    return subject.equals(CHILD.id()) && grantor.equals(MOTHER.id())
        ? Optional.of(
            proven(
                new Relation(
                    "kin-1",
                    RelationKind.GUARDIAN,
                    subject,
                    grantor,
                    Digest.of(new byte[1]),
                    FIRST.id(),
                    Instant.EPOCH,
                    Instant.MAX,
                    EntryStatus.ACTIVE,
                    Salt.fresh(random))))
        : Optional.empty();
  }

  /** A template's words, as they come with the server. */
  static String words(String id) {
    try (var in = StandIn.class.getResourceAsStream("/texts/" + id + ".mustache")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TemplateText registered(String id, String words) {
    return new TemplateText(
        proven(
            new TextTemplate(
                id,
                id.substring(id.indexOf('.') + 1),
                Digest.of(words.getBytes(StandardCharsets.UTF_8)),
                Instant.EPOCH,
                Instant.MAX,
                EntryStatus.ACTIVE,
                Salt.fresh(random))),
        words);
  }

  private Participant participantOf(ParticipantFacts facts, Role role, String mspId) {
    return new Participant(
        facts.id(), role, mspId, facts.name(), List.of(), EntryStatus.ACTIVE, Salt.fresh(random));
  }

  private static <T extends RegisterEntry> Proven<T> proven(T entry) {
    return new Proven<>(
        entry, new MerklePath(0, Collections.nCopies(MerkleTree.DEPTH, MerkleTree.emptyLeaf())));
  }

  private void add(String link, String id, Person subject, String claimNumber, List<Part> parts) {
    RequestBody body =
        new RequestBody(
            RequestBody.TYPE,
            id,
            INSURER.id(),
            List.of(
                new Recipient(INSURER.id(), RecipientRole.INSURER),
                new Recipient(ADMINISTRATOR.id(), RecipientRole.ADMINISTRATOR)),
            subject.id(),
            Purpose.CLAIM_REVIEW,
            parts,
            List.of(),
            Digest.of(new byte[2]),
            Salt.fresh(random));
    Instant now = clock.instant();
    requests.put(
        id,
        new DataRequest(
            body,
            new ClaimCase(
                "",
                claimNumber,
                "P-2024-7781",
                "",
                MOTHER.name(),
                subject.name(),
                "本人",
                "医疗险",
                "住院医疗",
                Optional.of(LocalDate.of(2025, 1, 1)),
                Optional.of(LocalDate.of(2026, 12, 31)),
                Optional.empty(),
                "疾病",
                new Party(INSURER.id(), INSURER.name())),
            INSURER,
            parts.stream()
                .map(Part::source)
                .distinct()
                .map(one -> facts(one).orElseThrow())
                .toList(),
            List.of(INSURER, ADMINISTRATOR),
            subject.name(),
            new ProposedTerms(Duration.ofDays(30), 1, 30),
            Optional.of(returnUrl),
            now,
            now.plus(Duration.ofDays(7)),
            DataRequestStatus.OPEN));
    links.put(link, id);
  }

  private static DataRequest with(DataRequest old, DataRequestStatus status) {
    return new DataRequest(
        old.body(),
        old.facts(),
        old.insurer(),
        old.sources(),
        old.recipients(),
        old.subjectName(),
        old.terms(),
        old.returnUrl(),
        old.receivedAt(),
        old.expiresAt(),
        status);
  }

  private static List<Part> ownParts() {
    List<Part> parts = new ArrayList<>(childParts());
    parts.set(
        0,
        new Part(
            FIRST.id(),
            List.of("ZY2026030211"),
            new DateRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 8)),
            List.of(VisitKind.INPATIENT),
            List.of(
                "visit",
                "diagnosis",
                "procedure",
                "medication",
                "laboratory",
                "fee-list",
                "settlement",
                "invoice",
                "discharge-summary",
                "front-page"),
            List.of(ProtectedKind.MENTAL_HEALTH, ProtectedKind.REPRODUCTIVE),
            true));
    parts.add(
        new Part(
            FIRST.id(),
            List.of(),
            new DateRange(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 12, 31)),
            List.of(VisitKind.OUTPATIENT, VisitKind.EMERGENCY),
            List.of("visit", "diagnosis"),
            List.of(),
            false));
    return parts;
  }

  private static List<Part> childParts() {
    return List.of(
        new Part(
            FIRST.id(),
            List.of("ZY2026041907"),
            new DateRange(LocalDate.of(2026, 4, 19), LocalDate.of(2026, 4, 23)),
            List.of(VisitKind.INPATIENT),
            List.of("visit", "diagnosis", "medication", "fee-list", "invoice", "settlement"),
            List.of(),
            false),
        new Part(
            SECOND.id(),
            List.of("ZY2026051133"),
            new DateRange(LocalDate.of(2026, 5, 11), LocalDate.of(2026, 5, 14)),
            List.of(VisitKind.INPATIENT),
            List.of("visit", "diagnosis", "laboratory", "imaging-report", "invoice"),
            List.of(),
            false));
  }
}
