package org.claimexchange.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.claimexchange.guard.log.GuardLogCheck;
import org.claimexchange.guard.log.LedgerReleases.LedgerRelease;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hl7.fhir.r4.model.Bundle;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What either form of the guard must withstand, over real HTTP, before an all too open server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuardContract {
  static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  static final SampleLedger LEDGER = new SampleLedger(NOW);
  private static final String EXCHANGE = "Bearer exchange";
  private static final String WANG = "urn:oid:2.16.156.10011.1.3%7C" + Shown.WANG.id().number();

  final MovableClock clock = new MovableClock(NOW);
  private final HttpClient http = HttpClient.newHttpClient();
  private Path log = Path.of("");
  private String url = "";

  /** Starts the form under test; answers how callers reach it, without {@code /fhir}. */
  abstract String start(WardRecords records, Path trust, Path log, Path folder) throws Exception;

  abstract void stop() throws Exception;

  @BeforeAll
  void startGuard(@TempDir Path folder) throws Exception {
    var ledger = Files.createDirectories(folder.resolve("trust/ledger"));
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          ledger.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().get(0)));
    }
    log = folder.resolve("guard.log");
    url = start(new WardRecords(), folder.resolve("trust"), log, folder);
  }

  @AfterAll
  void stopGuard() throws Exception {
    stop();
  }

  @BeforeEach
  void resetClock() {
    clock.now = clock.now.plusSeconds(300);
  }

  private Shown shown() {
    return new Shown(LEDGER, clock.now);
  }

  private HttpResponse<String> post(String path, String token, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String nonce() throws Exception {
    var answer = post("/release/nonce", EXCHANGE, new byte[0]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return CanonicalJson.read(answer.body(), NonceGrant.class).nonce();
  }

  private HttpResponse<String> present(ReleasePresentation presentation) throws Exception {
    return post("/release/session", EXCHANGE, CanonicalJson.write(presentation));
  }

  private String session(Shown shown) throws Exception {
    var answer = present(shown.with(nonce()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return CanonicalJson.read(answer.body(), SessionGrant.class).session();
  }

  private HttpResponse<String> get(String session, String path) throws Exception {
    return get(session, path, request -> request);
  }

  private HttpResponse<String> get(
      String session, String path, UnaryOperator<HttpRequest.Builder> with) throws Exception {
    var address = URI.create(path.startsWith("http") ? path : url + "/fhir/" + path);
    var request =
        HttpRequest.newBuilder(address)
            .header("Authorization", EXCHANGE)
            .header(SessionGrant.HEADER, session);
    return http.send(with.apply(request).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Bundle bundle(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, answer.body());
  }

  private static List<String> ids(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(e -> e.getResource().fhirType() + "/" + e.getResource().getIdElement().getIdPart())
        .toList();
  }

  private static void assertRefused(HttpResponse<String> answer, GuardRefusal refusal) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains(refusal.name()).contains("OperationOutcome");
  }

  @Test
  void aPullWithoutAReleaseIsRefused() throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/fhir/Condition?patient.identifier=" + WANG))
                .header("Authorization", EXCHANGE)
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertRefused(answer, GuardRefusal.NO_SESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/release/nonce", "/release/session"})
  void withoutATokenThatTheSourceAcceptsNothingIsGiven(String path) throws Exception {
    assertThat(post(path, "Bearer stolen", new byte[0]).statusCode()).isEqualTo(401);
  }

  @Test
  void aPullWithAUsedNonceIsRefused() throws Exception {
    var presentation = shown().with(nonce());
    assertThat(present(presentation).statusCode()).isEqualTo(200);

    assertRefused(present(presentation), GuardRefusal.NONCE);
  }

  @Test
  void aReleaseWidenedByAnotherPartIsRefused() throws Exception {
    var shown = shown();
    var released = shown.part.digest();
    var part = Shown.part(Shown.SOURCE);
    shown.part =
        Shown.hidden(
            ReleasePresentation.PART,
            new Part(
                part.source(),
                List.of(),
                part.period(),
                part.visitKinds(),
                part.categories(),
                part.protectedKinds(),
                true));

    assertRefused(
        present(shown.with(nonce(), released, shown.subject.digest())), GuardRefusal.PART);
  }

  @Test
  void aReleaseWidenedByAnotherPersonIsRefused() throws Exception {
    var shown = shown();
    var released = shown.subject.digest();
    shown.subject = Shown.hidden(ReleasePresentation.SUBJECT, WardRecords.CHEN);

    assertRefused(
        present(shown.with(nonce(), shown.part.digest(), released)), GuardRefusal.SUBJECT);
  }

  @Test
  void anotherSourcesPartIsRefused() throws Exception {
    var shown = shown();
    shown.part = Shown.hidden(ReleasePresentation.PART, Shown.part("source-second"));

    assertRefused(present(shown.with(nonce())), GuardRefusal.PART);
  }

  @Test
  void evidenceOfAnEndorsedButNeverSubmittedWriteIsRefused() throws Exception {
    var shown = shown();
    shown.broken = read -> read.keys(set -> set.addWrites(KVWrite.newBuilder().setKey("release")));

    var answer = present(shown.with(nonce()));

    assertRefused(answer, GuardRefusal.EVIDENCE);
    assertThat(answer.body()).contains("EVIDENCE:WRITES");
  }

  @Test
  void afterTheSessionsEndFreshEvidenceIsDue() throws Exception {
    var session = session(shown());
    clock.now = clock.now.plus(ReleaseGuard.SESSION);

    var answer = get(session, "Condition?patient.identifier=" + WANG);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("expired");
  }

  @Test
  void anotherCallersSessionIsRefused() throws Exception {
    var session = session(shown());

    var answer =
        get(
            session,
            "Condition?patient.identifier=" + WANG,
            r -> r.setHeader("Authorization", "Bearer another"));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void aRevocationInTheMiddleOfALongPullStopsItWithinTwoMinutes() throws Exception {
    var shown = shown();
    var old = shown.with(nonce());
    var session = CanonicalJson.read(present(old).body(), SessionGrant.class).session();
    var first = bundle(get(session, "ChargeItem?_count=50&patient.identifier=" + WANG));
    var next = first.getLink("next").getUrl();
    assertThat(get(session, next).statusCode()).isEqualTo(200);

    // Withdrawn: from here on the ledger endorses no evidence, so only what is old can be shown.
    clock.now = clock.now.plus(ReleaseGuard.SESSION);

    assertThat(get(session, next).statusCode()).isEqualTo(401);
    assertRefused(present(old), GuardRefusal.NONCE);
    var replayed =
        new ReleasePresentation(shown.with("oldNonce").evidence(), shown.part, shown.subject);
    assertRefused(present(replayed), GuardRefusal.NONCE);
  }

  @Test
  void onlyWhatWasGrantedLeaves() throws Exception {
    var session = session(shown());

    assertThat(ids(bundle(get(session, "Condition?patient.identifier=" + WANG))))
        .containsExactlyInAnyOrder("Condition/granted-gallstones", "Condition/granted-with-bag");
    assertThat(ids(bundle(get(session, "Encounter?patient.identifier=" + WANG))))
        .containsExactly("Encounter/granted-stay");
    assertThat(ids(bundle(get(session, "Patient?identifier=" + WANG))))
        .containsExactly("Patient/wang");
  }

  @Test
  void whatIsContainedOrWrittenBesideDoesNotTravel() throws Exception {
    var answer = get(session(shown()), "Condition/granted-with-bag");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("急性胆囊炎");
    assertThat(answer.body())
        .doesNotContain("陈志强", "310104197605039991", "contained", "Practitioner/li");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Condition/chens",
        "Condition/of-another-stay",
        "Condition/protected",
        "Condition/in-chens-stay",
        "Condition/in-no-stay",
        "Condition/of-nobody",
        "Encounter/chens-stay",
        "Patient/chen"
      })
  void whatIsWithheldLooksTheSameAsWhatDoesNotExist(String withheld) throws Exception {
    var session = session(shown());

    var one = get(session, withheld);
    var none = get(session, withheld.substring(0, withheld.indexOf('/')) + "/nothing-of-the-kind");

    assertThat(one.statusCode()).isEqualTo(404);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(one.body()).isEqualTo(none.body());
    assertThat(visible(one)).isEqualTo(visible(none));
  }

  private static Map<String, List<String>> visible(HttpResponse<String> answer) {
    var headers = new java.util.TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(List.of("date", "x-request-id"));
    return headers;
  }

  @ParameterizedTest
  @CsvSource({"If-None-Match, W/\"1\"", "If-Modified-Since, 'Mon, 23 Nov 2026 02:15:30 GMT'"})
  void aConditionalReadTellsNothing(String header, String value) throws Exception {
    var session = session(shown());

    var withheld = get(session, "Condition/chens", r -> r.header(header, value));
    var granted = get(session, "Condition/granted-gallstones", r -> r.header(header, value));

    assertThat(withheld.statusCode()).isEqualTo(404);
    assertThat(granted.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_include=Condition:encounter", "_include=*", "_revinclude=Encounter:diagnosis"})
  void nothingIsSmuggledInByIncludes(String include) throws Exception {
    var found =
        ids(bundle(get(session(shown()), "Condition?patient.identifier=" + WANG + "&" + include)));

    assertThat(found).contains("Condition/granted-gallstones");
    assertThat(found)
        .isSubsetOf(
            "Condition/granted-gallstones",
            "Condition/granted-with-bag",
            "Encounter/granted-stay",
            "Patient/wang",
            "Practitioner/li");
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/wang/Condition",
    "Patient/chen/Condition",
    "Patient/chen/*",
    "Patient/wang/$everything",
    "Patient/$match",
    "$export",
    "Condition/granted-gallstones/_history",
    "Condition/granted-gallstones/_history/1",
    "Condition/_history",
    "_history",
    "?_type=Condition",
    "?name=x",
  })
  void compartmentsHistoryAndOperationsAreRefused(String path) throws Exception {
    var answer = get(session(shown()), path);

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("胆囊", "心肌");
  }

  @ParameterizedTest
  @CsvSource({
    "PARAMETER, Condition?patient.identifier=WANG&_has:Observation:patient:code=1234-5",
    "PARAMETER, Condition?patient.identifier=WANG&encounter.reason-code=F32",
    "PARAMETER, Condition?patient.identifier=WANG&asserter.name=x",
    "PARAMETER, Condition?patient.identifier=WANG&code:not=K80",
    "PARAMETER, Condition?patient.identifier=WANG&_filter=code%20eq%20F32",
    "PARAMETER, Condition?patient.identifier=WANG&_total=accurate",
    "PARAMETER, Condition?patient.identifier=WANG&_summary=count",
    "PARAMETER, Condition?patient.identifier=WANG&_elements=id",
    "PARAMETER, Condition?patient.identifier=WANG&_include:iterate=Encounter:patient",
    "PARAMETER, Condition?patient.identifier=WANG&_getpages=x",
    "PERSON, Condition?patient.identifier=WANG&subject.identifier=CHEN",
    "PERSON, Condition?patient.identifier=WANG&patient.identifier=CHEN",
    "PERSON, 'Condition?patient.identifier=WANG,CHEN'",
    "PERSON, Condition?patient.identifier=WANG&subject.name=x",
    "PERSON, Condition?patient.identifier=WANG&patient=chen",
    "PERSON, Condition?patient:Patient.identifier=WANG",
    "PERSON, Condition?encounter.identifier=ZY2026031207",
    "PERSON, Condition?code=K80",
    "PERSON, Patient?identifier=CHEN",
    "CATEGORY, Observation?patient.identifier=WANG",
    "CATEGORY, Practitioner?patient.identifier=WANG",
    "CATEGORY, Practitioner/li",
  })
  void aSearchThatCouldTellOfOthersIsRefused(GuardRefusal refusal, String query) throws Exception {
    var answer =
        get(
            session(shown()),
            query
                .replace("WANG", WANG)
                .replace("CHEN", "urn:oid:2.16.156.10011.1.3%7C310104197605039991"));

    // A server may not know the type or the parameter at all; what matters is that it tells
    // nothing.
    if (answer.statusCode() == 403) {
      assertRefused(answer, refusal);
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
      assertThat(answer.body()).doesNotContain("胆囊");
    }
  }

  @Test
  void aPostedSearchIsHeldToThePersonInFormAndAddressTogether() throws Exception {
    var session = session(shown());

    assertRefused(
        posted(session, "_search?patient.identifier=" + WANG, CHENS_FORM), GuardRefusal.PERSON);
    assertRefused(posted(session, "_search", CHENS_FORM), GuardRefusal.PERSON);
    assertThat(ids(bundle(posted(session, "_search", "patient.identifier=" + WANG))))
        .contains("Condition/granted-gallstones")
        .doesNotContain("Condition/chens");
  }

  private static final String CHENS_FORM =
      "patient.identifier=urn:oid:2.16.156.10011.1.3%7C310104197605039991";

  private HttpResponse<String> posted(String session, String path, String form) throws Exception {
    return get(
        session,
        "Condition/" + path,
        r ->
            r.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, '', '{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"Condition/chens\"}}]}'",
    "POST, '', '{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}'",
    "POST, Condition, '{\"resourceType\":\"Condition\"}'",
    "PUT, Condition/granted-gallstones, '{\"resourceType\":\"Condition\",\"id\":\"granted-gallstones\"}'",
    "DELETE, Condition/granted-gallstones, ''",
    "PATCH, Condition/granted-gallstones, '[]'",
    "DELETE, Condition?patient=wang, ''",
  })
  void batchesAndWritesAreRefused(String method, String path, String body) throws Exception {
    var answer =
        get(
            session(shown()),
            path,
            r ->
                r.header("Content-Type", "application/fhir+json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("心肌", "胆囊");
  }

  @Test
  void pagesAreFullAndTellNoTotalWhateverIsWithheld() throws Exception {
    var session = session(shown());
    var page = bundle(get(session, "ChargeItem?_count=50&patient.identifier=" + WANG));
    var sizes = new ArrayList<Integer>();
    var all = new HashSet<String>();

    while (true) {
      assertThat(page.hasTotal()).isFalse();
      sizes.add(page.getEntry().size());
      all.addAll(ids(page));
      if (page.getLink("next") == null) {
        break;
      }
      var next = page.getLink("next").getUrl();
      assertThat(next).startsWith(url + "/fhir?");
      page = bundle(get(session, next));
    }

    assertThat(sizes).containsExactly(50, 50, 20);
    assertThat(all).hasSize(WardRecords.GRANTED_LINES).allMatch(id -> id.contains("granted-"));
  }

  @Test
  void aPageMayBeAskedForAgainByTheSamePullOnly() throws Exception {
    var shown = shown();
    var session = session(shown);
    var next =
        bundle(get(session, "ChargeItem?_count=50&patient.identifier=" + WANG))
            .getLink("next")
            .getUrl();

    var once = ids(bundle(get(session, next)));
    assertThat(ids(bundle(get(session, next)))).isEqualTo(once);
    assertThat(ids(bundle(get(session(shown), next)))).isEqualTo(once);
    // The same part under a fresh salt is another consent's, so another pull.
    assertThat(get(session(shown()), next).statusCode()).isEqualTo(410);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?_getpages=http://127.0.0.1:1/fhir/Condition",
        "?_getpages=..%2FCondition%2Fchens",
        "?_getpages=aTokenNobodyGave______"
      })
  void aPageThatTheGuardDidNotNameIsGone(String path) throws Exception {
    assertThat(get(session(shown()), url + "/fhir" + path).statusCode()).isEqualTo(410);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/../fhir/Condition/chens",
        "/fhir/Condition/granted-gallstones/../chens",
        "/fhir/%2e%2e/fhir/Condition/chens",
        "/fhir/Condition/%2e%2e%2fCondition%2fchens",
        "/fhir/Condition/..%5cchens",
        "/fhir/metadata/../Condition/chens",
        "/fhir/metadata;/../Condition/chens",
        "/fhir/metadata/%2e%2e/Condition/chens",
        "/fhir//Condition/chens",
        "//fhir/Condition/chens",
        "/release/../fhir/Condition/chens",
        "/fhir/Condition/chens;x=metadata",
        "http://elsewhere/fhir/Condition/chens"
      })
  void noPathLeadsAround(String path) throws Exception {
    var session = session(shown());

    for (var named : List.of(session, "")) {
      var answer = raw("GET " + path + " HTTP/1.1", "Release-Session: " + named);
      assertThat(answer).doesNotContain("心肌");
      // What the server can do may be read by all, by whatever path.
      if (answer.startsWith("HTTP/1.1 200")) {
        assertThat(answer).contains("CapabilityStatement");
      }
    }
  }

  @Test
  void headersLeadNoWayAround() throws Exception {
    var session = session(shown());
    var lines =
        List.of(
            new String[] {"Release-Session: ", "X-Release-Session: " + session},
            new String[] {"X-HTTP-Method-Override: PUT", "X-Original-URL: /fhir/metadata"},
            new String[] {"Release-Session : " + session},
            new String[] {"Connection: Release-Session, Authorization", "Release-Session: none"},
            new String[] {"Authorization: Bearer another", "Release-Session: " + session},
            new String[] {
              "Release-Session: " + session, "Transfer-Encoding: chunked", "Content-Length: 4"
            });

    for (var headers : lines) {
      assertThat(raw("GET /fhir/Condition/chens HTTP/1.1", headers))
          .doesNotStartWith("HTTP/1.1 200")
          .doesNotContain("心肌");
    }
  }

  /** A request as an HTTP client would not write it. */
  private String raw(String first, String... headers) throws IOException {
    var address = URI.create(url);
    try (var socket = new Socket("127.0.0.1", address.getPort())) {
      socket.setSoTimeout(10_000);
      var request = new StringBuilder(first + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
      request.append("Authorization: " + EXCHANGE + "\r\n");
      for (var header : headers) {
        request.append(header).append("\r\n");
      }
      request.append("\r\n");
      if (request.indexOf("chunked") > 0) {
        request.append("0\r\n\r\n");
      }
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anOversizedPresentationIsRefusedUnread() throws Exception {
    assertRefused(post("/release/session", EXCHANGE, new byte[300_000]), GuardRefusal.MALFORMED);
  }

  @Test
  void theLogHoldsEachDecisionAndNothingPersonal() throws Exception {
    var session = session(shown());
    get(session, "Condition?patient.identifier=" + WANG);
    get(session, "Condition/chens");
    get(session, "Observation?patient.identifier=" + WANG);

    var text = Files.readString(log);

    assertThat(text).contains("\"event\":\"opened\"", "\"request\":\"search\"", "CATEGORY");
    assertThat(text).doesNotContain(session);
    // Digests and ids hold any short word by chance.
    assertThat(text.replaceAll("[A-Za-z0-9_-]{22,}", ""))
        .doesNotContain("王", "310101", "310104", "Condition", "K80", "ZY2026", "wang");
    try (var in = new FileInputStream(log.toFile())) {
      assertThat(
              GuardLogCheck.check(
                  in,
                  release ->
                      release.equals(Shown.RELEASE)
                          ? Optional.of(new LedgerRelease(Shown.digest(1), NOW, Optional.empty()))
                          : Optional.empty()))
          .isEmpty();
    }
  }
}
