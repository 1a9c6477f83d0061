package org.claimexchange.samples.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.query.FhirQuery;
import org.claimexchange.fhir.query.SourceQueries;
import org.claimexchange.guard.CategoryTypes;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hospital with its guard, asked with the exchange's own searches, over real HTTP. */
class GuardedHospitalTest {
  private static final String SOURCE = "source-first";
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final String WANG = "310101198503029974";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SampleLedger LEDGER = new SampleLedger(Instant.now());

  private static TestClient client;
  private static Hospital hospital;
  private static String token;

  @BeforeAll
  static void startHospital(@TempDir Path folder) throws Exception {
    var ledger = Files.createDirectories(folder.resolve("trust/ledger"));
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          ledger.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().getFirst()));
    }
    client = new TestClient();
    var open = client.register(folder, SOURCE, "示范第一医院", "classpath:hospital-1.ndjson.gz");
    var guarded =
        new HospitalConfig(
            open.participant(),
            open.name(),
            0,
            0,
            open.data(),
            open.client(),
            null,
            folder.resolve("trust"));
    hospital = Hospital.start(guarded, Clock.systemUTC(), RANDOM);
    token = client.token(hospital);
  }

  @AfterAll
  static void stopHospital() {
    hospital.close();
  }

  private static Person person(String number) {
    return new Person(new PersonId(IdSystem.RESIDENT_ID, number), "某人");
  }

  private static Part stay(String... categories) {
    return new Part(
        SOURCE,
        List.of("ZY2026031207"),
        new DateRange(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16)),
        List.of(),
        List.of(categories),
        List.of(),
        false);
  }

  private static HttpResponse<String> post(String path, byte[] body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(hospital.baseUrl() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private static String nonce() throws Exception {
    return CanonicalJson.read(post("/release/nonce", new byte[0]).body(), NonceGrant.class).nonce();
  }

  private static byte[] presentation(Part part, Person subject, String nonce, String tag) {
    return presentation(
        Opening.of(RANDOM, ReleasePresentation.PART, part),
        Opening.of(RANDOM, ReleasePresentation.SUBJECT, subject),
        nonce,
        tag);
  }

  private static byte[] presentation(
      Opening<Part> partOpening, Opening<Person> subjectOpening, String nonce, String tag) {
    var some = Digest.of(new byte[] {1});
    var now = Instant.now();
    var result =
        new ReleaseEvidence(
            new ReleaseState(RELEASE, "consent-1", some, 0, now.minusSeconds(60)),
            some,
            subjectOpening.digest(),
            partOpening.digest(),
            now.plusSeconds(600));
    var read =
        LEDGER
            .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, now)
            .nonce(nonce)
            .tag(tag)
            .result(result)
            .sign();
    return CanonicalJson.write(
        new ReleasePresentation(SampleLedger.evidence(read), partOpening, subjectOpening));
  }

  private static String session(Part part, Person subject) throws Exception {
    var response = post("/release/session", presentation(part, subject, nonce(), "evidence/v1"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return CanonicalJson.read(response.body(), SessionGrant.class).session();
  }

  private static String session(Opening<Part> part, Opening<Person> subject) throws Exception {
    var response = post("/release/session", presentation(part, subject, nonce(), "evidence/v1"));
    return CanonicalJson.read(response.body(), SessionGrant.class).session();
  }

  private static HttpResponse<String> search(String session, FhirQuery query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create(hospital.fhirUrl() + "/" + query.resourceType() + "/_search"))
            .header("Authorization", "Bearer " + token)
            .header(SessionGrant.HEADER, session)
            .header("Accept", "application/fhir+json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query.form()))
            .build());
  }

  private static HttpResponse<String> get(String session, String path) throws Exception {
    return client.get(
        path.startsWith("http") ? path : hospital.fhirUrl() + "/" + path,
        request ->
            request
                .header("Authorization", "Bearer " + token)
                .header(SessionGrant.HEADER, session));
  }

  @Test
  void theExchangesSearchesBringTheStay() throws Exception {
    var all = Arrays.stream(Category.values()).map(Category::code).toArray(String[]::new);
    var part = stay(all);
    var session = session(part, person(WANG));
    var types = new HashSet<String>();

    for (var query : SourceQueries.of(part, person(WANG).id())) {
      var response = search(session, query);
      assertThat(response.statusCode()).as(query + response.body()).isEqualTo(200);
      for (JsonNode entry : client.json(response).path("entry")) {
        types.add(entry.at("/resource/resourceType").asText());
      }
    }

    assertThat(types)
        .contains(
            "Patient",
            "Encounter",
            "Condition",
            "Procedure",
            "MedicationRequest",
            "MedicationAdministration",
            "Observation",
            "DiagnosticReport",
            "DocumentReference",
            "ChargeItem",
            "Invoice",
            "ExplanationOfBenefit",
            "Coverage");
  }

  @Test
  void theExchangesSearchesByPeriodBringTheStayToo() throws Exception {
    var part =
        new Part(
            SOURCE,
            List.of(),
            new DateRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)),
            List.of(VisitKind.INPATIENT),
            List.of("diagnosis"),
            List.of(),
            false);
    var session = session(part, person(WANG));
    int conditions = 0;

    for (var query : SourceQueries.of(part, person(WANG).id())) {
      var bundle = client.json(search(session, query));
      if (query.resourceType().equals("Condition")) {
        conditions = bundle.path("entry").size();
      }
    }

    assertThat(conditions).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void theGuardsTableOfCategoriesIsTheExchanges(Category category) {
    var types = CategoryTypes.of(List.of(category.code()));

    for (var search : category.searches()) {
      assertThat(types).contains(search.substring(0, search.indexOf('?')));
    }
    assertThat(CategoryTypes.of(List.of())).isEmpty();
    assertThat(CategoryTypes.of(List.of("none"))).isEmpty();
  }

  @Test
  void withoutASessionNothingIsRead() throws Exception {
    var response = client.get(hospital.fhirUrl() + "/Patient?identifier=x", token);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("NO_SESSION");
  }

  @Test
  void aSessionThatIsOverAsksForFreshEvidence() throws Exception {
    var response = get("aSessionNobodyOpened__", "Patient?identifier=x");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(client.json(response).at("/issue/0/code").asText()).isEqualTo("expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/release/nonce", "/release/session"})
  void withoutATokenNoNonceAndNoSessionIsGiven(String path) throws Exception {
    var response =
        client.send(
            HttpRequest.newBuilder(URI.create(hospital.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void brokenEvidenceOpensNoSession() throws Exception {
    var response =
        post("/release/session", presentation(stay("visit"), person(WANG), nonce(), "release/v1"));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("EVIDENCE:TAG").doesNotContain(WANG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "{\"evidence\":null}"})
  void whatIsNoPresentationOpensNoSession(String body) throws Exception {
    var response = post("/release/session", body.getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("MALFORMED");
  }

  @Test
  void aNonceIsPostedForOnly() throws Exception {
    var response =
        client.get(
            hospital.baseUrl() + "/release/nonce",
            request -> request.header("Authorization", "Bearer " + token));

    assertThat(response.statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    // Another person who is known here, one who is not, and nobody: no difference.
    "Condition?patient.identifier=urn:oid:2.16.156.10011.1.3%7C310104197605039991",
    "Condition?patient.identifier=urn:oid:2.16.156.10011.1.3%7C310104199001010000",
    "Condition?patient.identifier=310101198503029974",
    "Condition?patient=someone",
    "Condition?encounter.identifier=ZY2026031207",
    "Patient?identifier=urn:oid:2.16.156.10011.1.3%7C310104197605039991",
  })
  void aSearchForAnyoneElseIsRefused(String query) throws Exception {
    var session = session(stay("visit", "diagnosis"), person(WANG));

    var response = get(session, query);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("PERSON");
  }

  @Test
  void whatThePartDoesNotGrantIsRefused() throws Exception {
    var session = session(stay("visit", "diagnosis"), person(WANG));

    for (var type : List.of("ChargeItem", "Observation", "DocumentReference", "Invoice")) {
      var response =
          get(session, type + "?patient.identifier=urn:oid:2.16.156.10011.1.3%7C" + WANG);
      assertThat(response.statusCode()).as(type).isEqualTo(403);
      assertThat(response.body()).contains("CATEGORY");
    }
  }

  @Test
  void anotherPersonsRecordLooksAsIfItWereNotThere() throws Exception {
    var session =
        session(
            new Part(
                SOURCE,
                List.of("ZY2026060803"),
                new DateRange(LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 20)),
                List.of(),
                List.of("visit", "diagnosis"),
                List.of(),
                false),
            person("310104197605039991"));
    var chens = get(session, "Patient?identifier=urn:oid:2.16.156.10011.1.3%7C310104197605039991");
    var id = client.json(chens).at("/entry/0/resource/id").asText();
    var wangs = session(stay("visit", "diagnosis"), person(WANG));

    var others = get(wangs, "Patient/" + id);
    var nobodys = get(wangs, "Patient/nobody");

    assertThat(get(session, "Patient/" + id).statusCode()).isEqualTo(200);
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(nobodys.statusCode()).isEqualTo(404);
  }

  @Test
  void pagesGoOnUnderTheNextSessionOfTheSamePullOnly() throws Exception {
    var part = Opening.of(RANDOM, ReleasePresentation.PART, stay("visit", "fee-list"));
    var wang = Opening.of(RANDOM, ReleasePresentation.SUBJECT, person(WANG));
    var first =
        client.json(
            get(
                session(part, wang),
                "ChargeItem?_count=20&patient.identifier=urn:oid:2.16.156.10011.1.3%7C" + WANG));
    var next = TestClient.next(first);

    assertThat(get(session(part, wang), next).statusCode()).isEqualTo(200);
    // The same part under a fresh salt is another consent's, so another pull.
    var another = session(stay("visit", "fee-list"), person(WANG));
    assertThat(get(another, next).statusCode()).isEqualTo(410);
  }

  @Test
  void anUnknownPersonOpensASessionThatFindsNothing() throws Exception {
    var nobody = person("310104199001010000");
    var session = session(stay("visit", "diagnosis"), nobody);

    for (var query : SourceQueries.of(stay("visit", "diagnosis"), nobody.id())) {
      assertThat(client.json(search(session, query)).path("entry")).isEmpty();
    }
  }

  @Test
  void metadataNeedsNeitherTokenNorSession() throws Exception {
    assertThat(client.get(hospital.fhirUrl() + "/metadata", request -> {}).statusCode())
        .isEqualTo(200);
  }
}
