package org.claimexchange.samples.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HospitalTest {
  private static final String WANG_JIANGUO = "310101198503029974";
  private static final String CHEN_ZHIQIANG = "310104197605039991";
  private static final String STAY = "ZY2026031207";

  private static TestClient client;
  private static Hospital hospital;
  private static String token;

  @BeforeAll
  static void startHospital(@TempDir Path folder) throws Exception {
    client = new TestClient();
    var config = client.register(folder, "hospital-1", "示范第一医院", "classpath:hospital-1.ndjson.gz");
    hospital = Hospital.start(config, Clock.systemUTC(), new SecureRandom());
    token = client.token(hospital);
  }

  @AfterAll
  static void stopHospital() {
    hospital.close();
  }

  private static String patient(String residentId) throws Exception {
    var bundle =
        client.search(
            hospital,
            token,
            "Patient?identifier=" + TestClient.encoded("urn:oid:2.16.156.10011.1.3|" + residentId));
    assertThat(bundle.path("entry")).hasSize(1);
    return bundle.at("/entry/0/resource/id").asText();
  }

  private static String stay() throws Exception {
    var bundle =
        client.search(
            hospital,
            token,
            "Encounter?patient=" + patient(WANG_JIANGUO) + "&date=ge2026-03-12&date=le2026-03-16");
    assertThat(bundle.at("/entry/0/resource/identifier/0/value").asText()).isEqualTo(STAY);
    return bundle.at("/entry/0/resource/id").asText();
  }

  @Test
  void recordsAreLoadedInUnderTwoSeconds() throws Exception {
    var config =
        new HospitalConfig(
            "hospital-1",
            "示范第一医院",
            0,
            0,
            "classpath:hospital-1.ndjson.gz",
            new HospitalConfig.Client("x", Path.of("none")),
            null,
            null);

    var start = System.nanoTime();
    var store = RecordStore.read(config.openData(), new ObjectMapper());

    assertThat(store.size()).isEqualTo(hospital.size());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whatTheServerCanDoIsReadWithoutAToken() throws Exception {
    var metadata = client.get(hospital.fhirUrl() + "/metadata", request -> {});
    var smart = client.get(hospital.fhirUrl() + "/.well-known/smart-configuration", request -> {});

    assertThat(metadata.statusCode()).isEqualTo(200);
    assertThat(client.json(metadata).path("fhirVersion").asText()).isEqualTo("4.0.1");
    assertThat(client.json(smart).path("token_endpoint").asText())
        .isEqualTo(hospital.baseUrl() + "/oauth2/token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer none", "Basic Zm9vOmJhcg=="})
  void withoutAValidTokenNothingIsRead(String authorization) throws Exception {
    var response =
        client.get(
            hospital.fhirUrl() + "/Patient?identifier=x",
            request -> {
              if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
              }
            });

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(client.json(response).path("resourceType").asText()).isEqualTo("OperationOutcome");
  }

  static Stream<JWTClaimsSet> brokenClaims() {
    var audience = hospital.baseUrl() + "/oauth2/token";
    return Stream.of(
        client.claims(audience).issuer("someone-else").build(),
        client.claims(audience).subject("someone-else").build(),
        client.claims("https://other.example/token").build(),
        client.claims(audience).expirationTime(null).build(),
        client.claims(audience).expirationTime(Date.from(Instant.now().minusSeconds(60))).build(),
        client.claims(audience).expirationTime(Date.from(Instant.now().plusSeconds(900))).build(),
        client.claims(audience).jwtID(null).build());
  }

  @ParameterizedTest
  @MethodSource("brokenClaims")
  void anAssertionWithAWrongClaimIsRefused(JWTClaimsSet claims) throws Exception {
    var response = client.askToken(hospital, client.assertion(claims));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(client.json(response).path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void anAssertionOfAForeignKeyIsRefused() throws Exception {
    var foreign = new ECKeyGenerator(Curve.P_384).keyID("exchange-1").generate();
    var claims = client.claims(hospital.baseUrl() + "/oauth2/token").build();

    var response = client.askToken(hospital, client.assertion(claims, foreign));

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void anAssertionIsTakenOnce() throws Exception {
    var assertion = client.assertion(client.claims(hospital.baseUrl() + "/oauth2/token").build());

    assertThat(client.askToken(hospital, assertion).statusCode()).isEqualTo(200);
    assertThat(client.askToken(hospital, assertion).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "Condition,3",
    "Procedure,1",
    "MedicationRequest,4",
    "MedicationAdministration,5",
    "Observation?category=laboratory,15",
    "Observation?category=vital-signs,8",
    "DiagnosticReport?category=RAD,1",
    "DiagnosticReport?category=PAT,1",
    "DiagnosticReport?category=LAB,4",
    "DocumentReference?type=http://loinc.org|18842-5,1",
    "DocumentReference?type=34117-2,0",
    "ChargeItem,53",
    "Invoice,1",
    "ExplanationOfBenefit,1",
    "AllergyIntolerance,0",
  })
  void eachCategoryOfAStayIsFound(String query, int count) throws Exception {
    var full =
        query.replace("|", "%7C")
            + (query.contains("?") ? "&" : "?")
            + "patient=Patient/"
            + patient(WANG_JIANGUO)
            + "&encounter="
            + stay()
            + "&_count=100";

    var bundle = client.search(hospital, token, full);

    assertThat(bundle.path("total").asInt()).isEqualTo(count);
    assertThat(bundle.path("entry")).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Condition; encounter.identifier=ZY2026031207; 3",
        "Condition; encounter.identifier=ZY2026031207,ZY0000000000; 3",
        "Condition; encounter.identifier=ZY0000000000; 0",
        "ChargeItem; context.identifier=ZY2026031207; 53",
        "Encounter; identifier=ZY2026031207; 1",
        "Encounter; date=ge2026-03-01&date=le2026-03-31&class=IMP,ACUTE; 1",
        "Encounter; date=ge2026-03-01&date=le2026-03-31&class=EMER; 0",
        "Procedure;"
            + " encounter.date=ge2026-03-01&encounter.date=le2026-03-31&encounter.class=IMP,SS; 1",
        "Procedure;"
            + " encounter.date=ge2026-04-01&encounter.date=le2026-04-30&encounter.class=IMP,SS; 0",
        "ExplanationOfBenefit; encounter.identifier=ZY2026031207; 1",
        "Invoice; ; 1",
        "Coverage; ; 1",
      })
  void personAndVisitsAreNamedByTheirNumbersInAForm(String type, String visits, int count)
      throws Exception {
    var form =
        "patient.identifier="
            + TestClient.encoded("urn:oid:2.16.156.10011.1.3|" + WANG_JIANGUO)
            + (visits == null ? "" : "&" + visits);

    var byPost =
        client.send(
            HttpRequest.newBuilder(URI.create(hospital.fhirUrl() + "/" + type + "/_search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    var byGet = client.search(hospital, token, type + "?" + form);

    assertThat(client.json(byPost).path("total").asInt()).as(byPost.body()).isEqualTo(count);
    assertThat(byGet.path("total").asInt()).isEqualTo(count);
  }

  @Test
  void pagesFollowEachOtherUntilAllRecordsCame() throws Exception {
    var query = "Observation?patient=" + patient(CHEN_ZHIQIANG) + "&_count=100";

    var found = client.all(hospital, token, query, 20);

    var ids = new HashSet<>(found.stream().map(resource -> resource.path("id").asText()).toList());
    assertThat(found).hasSizeGreaterThan(700).hasSameSizeAs(ids);
  }

  @Test
  void aPageHoldsNoMoreThanTheServerAllows() throws Exception {
    var bundle =
        client.search(
            hospital, token, "Observation?patient=" + patient(CHEN_ZHIQIANG) + "&_count=5000");

    assertThat(bundle.path("entry")).hasSize(OpaquePages.LARGEST_PAGE);
  }

  @Test
  void aPageLinkTellsNothingAboutThePerson() throws Exception {
    var id = patient(CHEN_ZHIQIANG);
    var bundle = client.search(hospital, token, "Observation?patient=" + id + "&_count=10");

    assertThat(TestClient.next(bundle)).doesNotContain(id).contains("_getpages=");
  }

  @Test
  void aLaterUpdateIsFoundByLastUpdated() throws Exception {
    var all = client.search(hospital, token, "Encounter?patient=" + patient(WANG_JIANGUO));
    var recent =
        client.search(
            hospital,
            token,
            "Encounter?_lastUpdated=ge2026-03-16&patient=" + patient(WANG_JIANGUO));

    assertThat(recent.path("total").asInt()).isPositive().isLessThan(all.path("total").asInt());
  }

  @Test
  void datesAreDaysOfShanghai() throws Exception {
    // The stay of the child begins at 22:15 in Shanghai, which is still the 6th in UTC.
    var child = patient("310101201607119979");

    for (var date : List.of("2026-05-06", "2026-05-10")) {
      var bundle =
          client.search(hospital, token, "Encounter?patient=%s&date=%s".formatted(child, date));
      assertThat(bundle.path("total").asInt()).as(date).isEqualTo(1);
    }
    var early = client.search(hospital, token, "Encounter?date=2026-05-05&patient=" + child);
    assertThat(early.path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient",
        "Observation",
        "Observation?category=laboratory",
        "Encounter?colour=red"
      })
  void aSearchThatNamesNobodyOrAsksTheUnknownIsRefused(String query) throws Exception {
    var response = client.get(hospital.fhirUrl() + "/" + query, token);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(client.json(response).path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(response.body()).doesNotContain("at org.");
  }

  @Test
  void anUnknownPersonIsAnEmptyAnswer() throws Exception {
    var bundle =
        client.search(
            hospital, token, "Patient?identifier=urn:oid:2.16.156.10011.1.3%7C310101199001019999");

    assertThat(bundle.path("total").asInt()).isZero();
  }

  @Test
  void aRecordIsReadByItsReference() throws Exception {
    var encounter = client.json(client.get(hospital.fhirUrl() + "/Encounter/" + stay(), token));
    var doctor = encounter.at("/participant/0/individual/reference").asText();

    var read = client.json(client.get(hospital.fhirUrl() + "/" + doctor, token));

    assertThat(read.at("/name/0/text").asText())
        .isEqualTo(encounter.at("/participant/0/individual/display").asText());
    assertThat(client.get(hospital.fhirUrl() + "/Encounter/none", token).statusCode())
        .isEqualTo(404);
  }

  @Test
  void nothingIsWritten() throws Exception {
    var response =
        client.send(
            HttpRequest.newBuilder(URI.create(hospital.fhirUrl() + "/Patient"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Patient\"}"))
                .build());

    assertThat(response.statusCode()).isBetween(400, 405);
  }

  @Test
  void anOversizedFormIsRefused() throws Exception {
    var response = client.askToken(hospital, "x".repeat(200_000));

    assertThat(response.statusCode()).isBetween(400, 413);
  }

  @Test
  void theNewestVisitComesFirst() throws Exception {
    var bundle = client.search(hospital, token, "Encounter?patient=" + patient(WANG_JIANGUO));
    JsonNode first = bundle.at("/entry/0/resource");
    JsonNode second = bundle.at("/entry/1/resource");

    assertThat(first.at("/period/start").asText())
        .isGreaterThan(second.at("/period/start").asText());
  }
}
