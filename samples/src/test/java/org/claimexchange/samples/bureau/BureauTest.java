package org.claimexchange.samples.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.claimexchange.guard.log.GuardLogCheck;
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
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.samples.hospital.HospitalConfig;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bureau over real HTTP, with evidence that real peers' keys signed. */
class BureauTest {
  private static final String SOURCE = "bureau";
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final Person WANG =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国");
  private static final SampleLedger LEDGER = new SampleLedger(Instant.now());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Bureau bureau;
  private static String url;
  private static String token;
  private static Path log;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var ledger = Files.createDirectories(folder.resolve("trust/ledger"));
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          ledger.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().getFirst()));
    }
    var key = new ECKeyGenerator(Curve.P_384).keyID("exchange-1").generate();
    var jwks = folder.resolve("exchange-jwks.json");
    Files.writeString(jwks, new JWKSet(key.toPublicJWK()).toString());
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    url = "http://127.0.0.1:" + port;
    log = folder.resolve("bureau.log");
    bureau =
        Bureau.start(
            new Bureau.Setup(
                SOURCE,
                port,
                url,
                new HospitalConfig.Client("exchange", jwks),
                folder.resolve("trust"),
                log),
            Clock.systemUTC(),
            RANDOM);
    token = token(key);
  }

  @AfterAll
  static void stop() throws Exception {
    bureau.close();
  }

  private static String token(ECKey key) throws Exception {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("exchange")
            .subject("exchange")
            .audience(url + "/oauth2/token")
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plusSeconds(240)))
            .build();
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build(), claims);
    jwt.sign(new ECDSASigner(key));
    var form =
        "grant_type=client_credentials&scope=system%2F*.rs&client_assertion_type="
            + URLEncoder.encode(
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8)
            + "&client_assertion="
            + jwt.serialize();
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).get("access_token").asText();
  }

  private static HttpResponse<byte[]> call(String method, String path, String session, byte[] body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header(SessionGrant.HEADER, session)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String session(Part part) throws Exception {
    var nonce =
        CanonicalJson.read(
                call("POST", "/release/nonce", "none", new byte[0]).body(), NonceGrant.class)
            .nonce();
    var some = Digest.of(new byte[] {1});
    var opened = Opening.of(RANDOM, ReleasePresentation.PART, part);
    var subject = Opening.of(RANDOM, ReleasePresentation.SUBJECT, WANG);
    var now = Instant.now();
    var result =
        new ReleaseEvidence(
            new ReleaseState(RELEASE, "consent-1", some, 0, now.minusSeconds(60)),
            some,
            subject.digest(),
            opened.digest(),
            now.plusSeconds(600));
    var read =
        LEDGER
            .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, now)
            .nonce(nonce)
            .result(result)
            .sign();
    var shown = new ReleasePresentation(SampleLedger.evidence(read), opened, subject);
    var answer = call("POST", "/release/session", "none", CanonicalJson.write(shown));
    assertThat(answer.statusCode()).isEqualTo(200);
    return CanonicalJson.read(answer.body(), SessionGrant.class).session();
  }

  private static Part part(LocalDate from, LocalDate to, List<VisitKind> kinds, String... codes) {
    return new Part(
        SOURCE, List.of(), new DateRange(from, to), kinds, List.of(codes), List.of(), false);
  }

  private static List<SourceDocument> list(String session) throws Exception {
    var answer = call("POST", "/documents", session, new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    return CanonicalJson.readCanonical(answer.body(), DocumentList.class).documents();
  }

  private static String text(String session, SourceDocument document) throws Exception {
    var answer = call("GET", "/documents/" + document.document(), session, new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Digest.of(answer.body())).isEqualTo(document.digest());
    assertThat((long) answer.body().length).isEqualTo(document.size());
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutAReleaseNothingIsGiven() throws Exception {
    assertThat(call("POST", "/documents", "none", new byte[0]).statusCode()).isEqualTo(401);
    assertThat(call("GET", "/documents/x", "none", new byte[0]).statusCode()).isEqualTo(401);
  }

  @Test
  void theYearsStaysAreSettledAsTheHospitalsToldThem() throws Exception {
    var session =
        session(
            part(
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                List.of(VisitKind.INPATIENT),
                "settlement",
                "diagnosis"));

    var documents = list(session);

    assertThat(documents).hasSize(3);
    var all = new StringBuilder();
    for (SourceDocument document : documents) {
      assertThat(document.format()).isEqualTo("settlement-list");
      all.append(text(session, document));
    }
    assertThat(all).contains("示范第一医院", "示范第二医院", "示范第三医院", "王建国").doesNotContain("示范大药房", "陈志强");
  }

  @Test
  void aPeriodAndAKindBringPurchasesAtPharmaciesAlone() throws Exception {
    var session =
        session(
            part(
                LocalDate.of(2026, 8, 1),
                LocalDate.of(2026, 9, 30),
                List.of(VisitKind.PHARMACY),
                "fee-list"));

    var documents = list(session);

    assertThat(documents).hasSize(1);
    assertThat(text(session, documents.getFirst()))
        .contains("示范大药房", "阿莫西林")
        .doesNotContain("氨氯地平");
  }

  @Test
  void withoutTheDiagnosesABundleOfTheSettlementGoes() throws Exception {
    var session =
        session(
            part(
                LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 31),
                List.of(VisitKind.INPATIENT),
                "settlement"));

    var documents = list(session);

    assertThat(documents).extracting(SourceDocument::format).containsExactly("fhir");
    assertThat(text(session, documents.getFirst()))
        .contains("ExplanationOfBenefit")
        .doesNotContain("K80", "Condition");
  }

  @Test
  void aDocumentOfAnotherReleaseIsNotThere() throws Exception {
    var year =
        session(
            part(
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                List.of(VisitKind.INPATIENT),
                "settlement",
                "diagnosis"));
    var document = list(year).getFirst().document();
    var pharmacy =
        session(
            part(
                LocalDate.of(2026, 8, 1),
                LocalDate.of(2026, 9, 30),
                List.of(VisitKind.PHARMACY),
                "fee-list"));

    assertThat(call("GET", "/documents/" + document, pharmacy, new byte[0]).statusCode())
        .isEqualTo(404);
    try (var in = Files.newInputStream(log)) {
      assertThat(GuardLogCheck.chain(in)).isEmpty();
    }
  }
}
