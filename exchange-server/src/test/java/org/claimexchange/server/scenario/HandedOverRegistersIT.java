package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.ledger.registers.RegisterHandover.Register;
import org.claimexchange.ledger.registers.RegisterOrder;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerKeys;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepRow;
import org.claimexchange.server.job.StepStatus;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A city without samples: the regulator changes the registers and hands their entries over. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandedOverRegistersIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TEXT = "single-consent-1.zh-CN";

  @TempDir static Path folder;
  private static RegulatorsHand regulator;
  private static RunningExchange exchange;
  private static InsurerKeys anxin;
  private static InsurerKeys ruibao;

  @BeforeAll
  static void start() throws Exception {
    regulator = RegulatorsHand.start(folder);
    regulator.initialize(
        regulator.participant("regulator-1", Role.REGULATOR, "RegulatorMSP", "上海市医疗保障局"));
    int port = RunningExchange.freePort();
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--exchange.registers.file=" + entries(),
                "--exchange.registers.interval=1s",
                "--exchange.directory.file=" + directory(),
                "--exchange.request.answer-wait=2s"));
    settings.addAll(regulator.settings());
    exchange = RunningExchange.start(folder.resolve("data"), port, List.of(), settings);
    anxin = keys("insurer-anxin");
    ruibao = keys("insurer-ruibao");
  }

  @AfterAll
  static void stop() {
    exchange.close();
    regulator.close();
  }

  @Test
  @Order(1)
  void beforeTheFirstHandoverHealthNamesWhatIsMissing() throws Exception {
    await(() -> health().at("/details/file").asText().equals("there is none"));

    assertThat(health().path("status").asText()).isEqualTo("DOWN");
    assertThat(health().at("/details/participants").asText())
        .isEqualTo("version 0 here, 1 on the ledger: the regulator's handover is awaited");
    assertThat(health().path("details").has("relations")).isFalse();
  }

  @Test
  @Order(2)
  void whatIsHandedOverIsTakenAndStandsUnderTheLedgersRoots() throws Exception {
    for (String insurer : List.of("insurer-anxin", "insurer-ruibao")) {
      regulator.put(
          regulator.participant(insurer, Role.INSURER, "InsurerMSP", insurer + "保险股份有限公司"));
      regulator.put(approval(insurer));
    }
    regulator.put(regulator.participant("exchange", Role.OPERATOR, "ExchangeMSP", "上海市大数据中心"));
    regulator.put(regulator.participant("hospital-1", Role.SOURCE, "SourceMSP", "示范第一医院"));
    regulator.put(text());

    handOver(regulator.handover());

    await(() -> health().path("status").asText().equals("UP"));
    RegisterBook book = exchange.bean(RegisterBook.class);
    for (RegisterName name : RegisterName.values()) {
      Digest root = regulator.ledger().register(name).orElseThrow().root();
      assertThat(book.entries(name)).allMatch(proven -> proven.standsUnder(root));
    }
    assertThat(book.entries(RegisterName.PARTICIPANTS)).hasSize(5);
    assertThat(exchange.bean(Registers.class).operator().entry().id()).isEqualTo("exchange");
  }

  @Test
  @Order(3)
  void whatTheOperatorKeepsBesideComesFromItsOwnFile() throws Exception {
    assertThat(new TestTokens(anxin).ask(assertion(anxin), "system/Task.cru").statusCode())
        .isEqualTo(401);

    Files.writeString(directory(), directory(anxin, ruibao));
    await(() -> new TestTokens(anxin).ask(assertion(anxin), "system/Task.cru").statusCode() == 200);

    Registers registers = exchange.bean(Registers.class);
    assertThat(registers.facts("insurer-anxin").orElseThrow())
        .satisfies(facts -> {
          assertThat(facts.shortName()).isEqualTo("insurer-anxin简称");
          assertThat(facts.phone()).isEqualTo("95500");
        });
    // Words that come with the server need no file.
    assertThat(registers.template(TEXT).orElseThrow().text()).isEqualTo(words());
  }

  @Test
  @Order(4)
  void aTaskGetsItsLinkByEntriesThatWereHandedOver() throws Exception {
    String task = submitted();

    await(() -> client().link(client().read(task)).isPresent());
  }

  @Test
  @Order(5)
  void aStepThatIsCaughtBeforeTheEntriesComeWaitsAndGoesOn() throws Exception {
    // given: the regulator suspends an insurer, and the operator has not heard of it
    suspend("insurer-ruibao", EntryStatus.SUSPENDED);
    await(() -> health().path("status").asText().equals("DOWN"));
    assertThat(health().at("/details/participants").asText()).startsWith("version 5 here, 6 on");

    // when: another insurer asks, and the contract refuses the operator's old entry
    String task = submitted();
    await(() -> step(task).problem().contains("the entries of changed registers have not come"));

    // then: nothing is concluded from it
    assertThat(step(task).status()).isEqualTo(StepStatus.WAITING);
    assertThat(step(task).unsettledSince()).isPresent();
    assertThat(exchange.bean(RequestTable.class).find(task).orElseThrow().status())
        .isEqualTo(DataRequestStatus.REQUESTED);
    assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(new TestTokens(ruibao).ask(assertion(ruibao), "system/Task.cru").statusCode())
        .isEqualTo(200);

    // when
    handOver(regulator.handover());

    // then: it goes on by itself, and the suspended one counts as suspended
    await(() -> client().link(client().read(task)).isPresent());
    assertThat(new TestTokens(ruibao).ask(assertion(ruibao), "system/Task.cru").statusCode())
        .isEqualTo(401);
    await(() -> health().path("status").asText().equals("UP"));
  }

  @Test
  @Order(6)
  void whatIsNotWholeOrDoesNotStandChangesNothingAndSaysSo() throws Exception {
    RegisterHandover old = regulator.handover();
    suspend("insurer-ruibao", EntryStatus.ACTIVE);
    handOver(regulator.handover());
    await(() -> told().startsWith("taken: participants version 7"));
    suspend("hospital-1", EntryStatus.SUSPENDED);
    RegisterHandover right = regulator.handover();
    List<String> before = rows();

    handOver(bytes(old));
    await(() -> told().contains("participants version 6 (older than what stands)"));

    byte[] whole = bytes(right);
    handOver(Arrays.copyOf(whole, whole.length / 2));
    await(() -> told().startsWith("not whole, or no handover"));

    handOver(bytes(new RegisterHandover("claimexchange/register-book/v1", right.registers())));
    await(() -> told().contains("expected the type " + RegisterHandover.TYPE));

    handOver(bytes(forged(right, 0)));
    await(() -> told().contains("participants version 8 (of another ledger than what stands)"));

    handOver(bytes(forged(right, 5)));
    await(() -> told().contains("participants version 13 (the ledger does not have it yet)"));

    try (RandomAccessFile large = new RandomAccessFile(entries().toFile(), "rw")) {
      large.setLength(RegisterHandover.MAX_BYTES + 1L);
    }
    await(() -> told().startsWith("larger than " + RegisterHandover.MAX_BYTES));

    assertThat(rows()).isEqualTo(before);
    assertThat(health().path("status").asText()).isEqualTo("DOWN");

    handOver(right);
    await(() -> told().startsWith("taken: participants version 8"));
    assertThat(
            exchange.bean(Registers.class).participant("hospital-1").orElseThrow().entry().status())
        .isEqualTo(EntryStatus.SUSPENDED);
  }

  @Test
  @Order(7)
  void aDirectoryThatIsNotAsItShouldBeChangesNothingAndAKeyThatIsNotNamedIsForgotten()
      throws Exception {
    Files.writeString(
        directory(), directory(anxin, ruibao).replace("\"kty\":\"EC\"", "\"kty\":\"oct\""));
    await(() ->
        health()
            .at("/details/directory")
            .asText()
            .startsWith("changes nothing: insurer-anxin.clientKeys: expected a JWK set"));
    assertThat(new TestTokens(anxin).ask(assertion(anxin), "system/Task.cru").statusCode())
        .isEqualTo(200);

    Files.writeString(directory(), directory(ruibao));
    await(() -> new TestTokens(anxin).ask(assertion(anxin), "system/Task.cru").statusCode() == 401);
    assertThat(new TestTokens(ruibao).ask(assertion(ruibao), "system/Task.cru").statusCode())
        .isEqualTo(200);
  }

  /** An insurer that is suspended is active in it; the entries make the root that it names. */
  private static RegisterHandover forged(RegisterHandover right, int versions) {
    return new RegisterHandover(
        right.type(),
        right.registers().stream()
            .map(one -> one.register() == RegisterName.PARTICIPANTS ? forged(one, versions) : one)
            .toList());
  }

  private static Register forged(Register one, int versions) {
    List<JsonNode> entries =
        one.entries().stream()
            .<JsonNode>map(entry ->
                ((ObjectNode) entry.deepCopy())
                    .set("status", CanonicalJson.tree(EntryStatus.ACTIVE)))
            .toList();
    long version = one.version() + versions;
    MerkleTree tree = new MerkleTree();
    List<RegisterEntry> read = new Register(one.register(), version, one.root(), entries).read();
    for (int place = 0; place < read.size(); place++) {
      tree.set(place, read.get(place).leaf());
    }
    return new Register(one.register(), version, tree.root(), entries);
  }

  private static void suspend(String participant, EntryStatus status) throws Exception {
    regulator.carryOut(new RegisterOrder.SetStatus(RegisterName.PARTICIPANTS, participant, status));
  }

  private static void handOver(RegisterHandover handover) throws Exception {
    handover.write(entries());
  }

  private static void handOver(byte[] bytes) throws Exception {
    Path beside = Files.write(folder.resolve("beside"), bytes);
    Files.move(beside, entries(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] bytes(RegisterHandover handover) {
    return CanonicalJson.write(handover);
  }

  private static Path entries() {
    return folder.resolve("entries.json");
  }

  private static Path directory() {
    return folder.resolve("directory.json");
  }

  /** Versions, roots and leaves as they stand in the database. */
  private static List<String> rows() {
    JdbcClient jdbc = exchange.bean(JdbcClient.class);
    return Stream.of(
            "select name || ' ' || version || ' ' || root from register order by 1",
            "select register || ' ' || place || ' ' || leaf from register_entry order by 1")
        .flatMap(sql -> jdbc.sql(sql).query(String.class).list().stream())
        .toList();
  }

  private static Approval approval(String insurer) {
    Instant now = Instant.now();
    return new Approval(
        "approval-" + insurer,
        insurer,
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(Purpose.values()),
        now.minus(Duration.ofMinutes(1)),
        now.plus(Duration.ofDays(365)),
        EntryStatus.ACTIVE,
        Salt.fresh(RANDOM));
  }

  private static TextTemplate text() throws Exception {
    Instant now = Instant.now();
    return new TextTemplate(
        TEXT,
        "zh-CN",
        Digest.of(words().getBytes(StandardCharsets.UTF_8)),
        now.minus(Duration.ofMinutes(1)),
        now.plus(Duration.ofDays(365)),
        EntryStatus.ACTIVE,
        Salt.fresh(RANDOM));
  }

  private static String words() throws Exception {
    try (var in =
        Objects.requireNonNull(
            HandedOverRegistersIT.class.getResourceAsStream("/texts/" + TEXT + ".mustache"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InsurerKeys keys(String insurer) throws Exception {
    ECKey client =
        new ECKeyGenerator(Curve.P_384)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint(true)
            .generate();
    return new InsurerKeys(
        insurer,
        exchange.uri("/oauth2/token"),
        exchange.uri("/fhir"),
        client,
        new ECKeyGenerator(Curve.P_256).generate(),
        folder.resolve("none.pem"));
  }

  private static String directory(InsurerKeys... insurers) {
    return CanonicalJson.writeText(
        Map.of(
            "type",
            "claimexchange/directory/v1",
            "participants",
            Arrays.stream(insurers)
                .map(one ->
                    Map.of(
                        "id",
                        one.clientId(),
                        "shortName",
                        one.clientId() + "简称",
                        "phone",
                        "95500",
                        "address",
                        "",
                        "endpoint",
                        "",
                        "clientKeys",
                        new JWKSet(one.client().toPublicJWK()).toJSONObject()))
                .toList(),
            "templates",
            List.of()));
  }

  private static String assertion(InsurerKeys keys) throws Exception {
    TestTokens tokens = new TestTokens(keys);
    return tokens.assertion(tokens.claims().build());
  }

  private static InsurerClient client() {
    return new InsurerClient(anxin, FhirContext.forR4Cached(), Clock.systemUTC(), RANDOM);
  }

  private static String submitted() {
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    return client().submit(claim, claim.number()).getIdPart();
  }

  private static StepRow step(String task) {
    return exchange.bean(StepTable.class).find(Step.RECORD_REQUEST, task).orElseThrow();
  }

  private static String told() throws Exception {
    return health().at("/details/file").asText();
  }

  private static JsonNode health() throws Exception {
    return CanonicalJson.read(get("/actuator/health").body(), JsonNode.class)
        .at("/components/registers");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(exchange.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void await(Callable<Boolean> wanted) throws Exception {
    for (int i = 0; i < 900 && !wanted.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(wanted.call()).as("health says %s", health()).isTrue();
  }
}
