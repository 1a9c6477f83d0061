package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.server.register.RegisterKeeperFactory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.ConsoleBrowser;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.SealedFiles;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.evidence.NonceRule;
import org.claimexchange.verifier.sample.Authority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An insurer with a certificate of either kind gets two sealed files; who else asks for them gets
 * nothing. The other insurer has one kind, and so one file.
 */
class PackageFilesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir static Path data;
  @TempDir Path folder;
  private static final KeyPair SM2 = Authority.sm2Keys();
  private static RunningExchange exchange;
  private static TestTokens anxin;
  private static TestTokens ruibao;
  private static PatientClient patient;
  private static ConsoleBrowser regulator;
  private static String delivery;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
    anxin = new TestTokens(exchange.keys("insurer-anxin"));
    ruibao = new TestTokens(exchange.keys("insurer-ruibao"));
    registerForSm2("insurer-anxin");
    patient = new PatientClient(exchange.uri("/h5/"), Clock.systemUTC(), RANDOM);
    patient.logIn("wang.jianguo", exchange.password("wang.jianguo"));
    regulator =
        ConsoleBrowser.loggedIn(
            path -> exchange.uri(path).toString(), "regulator", exchange.password("regulator"));
    delivery = delivered("insurer-anxin");
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void an_insurer_with_both_kinds_of_certificates_gets_two_files_and_both_verify()
      throws Exception {
    // given: one of P-256 since the set-up, one of SM2 since a transaction of the regulator's
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Path newest = folder.resolve("newest.asice.p7m");
    Path sm4 = folder.resolve("sm4.asice.p7m");
    Path aes = folder.resolve("aes.asice.p7m");

    // when
    insurer.download(delivery, newest);
    insurer.download(delivery, "sm4-gcm", sm4);
    insurer.download(delivery, "aes-256-gcm", aes);

    // then: the newest certificate chooses, and each file opens with its own key
    assertThat(newest).hasSameBinaryContentAs(sm4);
    assertThat(Files.readAllBytes(aes)).isNotEqualTo(Files.readAllBytes(sm4));
    PrivateKey p256 = Pem.privateKey(Files.readString(exchange.keys("insurer-anxin").encryption()));
    assertThat(verified(sm4, SM2.getPrivate()).failures()).isEmpty();
    assertThat(verified(aes, p256).failures()).isEmpty();
    assertThat(verified(aes, SM2.getPrivate()).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.DECRYPTION);

    // and: without the list, the ledger's digest is that of neither file
    Files.delete(folder.resolve("aes.asice.p7m" + SealedFiles.SUFFIX));
    assertThat(verified(aes, p256).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.SEALED_DIGEST);

    // and: the receipt for them is taken by the ledger
    insurer.sign(delivery, sm4);
    await(() ->
        exchange.bean(ConsentLedger.class).findDelivery(delivery).orElseThrow().status()
            == DeliveryStatus.RECEIVED);
  }

  @Test
  void a_package_of_one_file_has_no_list_and_no_other_cipher() throws Exception {
    String own = delivered("insurer-ruibao");
    InsurerClient insurer = exchange.insurer("insurer-ruibao");
    Path sealed = folder.resolve("one.asice.p7m");

    insurer.download(own, sealed);

    assertThat(verified(sealed, exchange.keys("insurer-ruibao").encryption()).failures()).isEmpty();
    assertThat(folder.resolve("one.asice.p7m" + SealedFiles.SUFFIX)).doesNotExist();
    HttpResponse<String> list = get("/packages/" + own + "/files", ruibao.token());
    assertThat(list.statusCode()).isEqualTo(404);
    assertThat(list.body()).contains("\"code\":\"one-file\"");
    HttpResponse<String> other = get("/packages/" + own + "?cipher=sm4-gcm", ruibao.token());
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).contains("\"code\":\"no-such-cipher\"", "aes-256-gcm");
    assertThat(get("/packages/" + own + "?cipher=aes-256-gcm", ruibao.token()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_package_that_is_not_whole_in_the_store_is_said_to_be_so() throws Exception {
    String own = delivered("insurer-ruibao");
    exchange
        .bean(JdbcClient.class)
        .sql("delete from package_chunk where delivery = ?")
        .param(own)
        .update();

    HttpResponse<String> answer = get("/packages/" + own, ruibao.token());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"package-incomplete\"");
  }

  /** Who asks, and what comes: of a package, its own insurer alone learns that it is there. */
  @ParameterizedTest(name = "{0}: {1} for a package, {2} for the page that tells how to check one")
  @CsvSource({
    "the insurer itself,           200, 200",
    "another insurer,              404, 200",
    "the insurer for Tasks alone,  403, 200",
    "a forged token,               401, 200",
    "the patient,                  401, 200",
    "the regulator,                401, 200",
    "a hospital,                   401, 200",
    "nobody,                       401, 200",
  })
  void every_role_gets_what_is_its_own(String who, int ofPackage, int ofPage) throws Exception {
    for (String path :
        List.of("", "/files", "?cipher=sm4-gcm", "?cipher=aes-256-gcm", "/delivery")) {
      HttpResponse<String> answer = by(who, "GET", "/packages/" + delivery + path);

      assertThat(answer.statusCode()).as("GET %s", path).isEqualTo(ofPackage);
      if (ofPackage != 200) {
        assertThat(answer.body()).doesNotContain("sealed-files", "insurer-anxin");
      }
    }
    for (String path : List.of("/verify/index.html", "/verify/verify.css")) {
      HttpResponse<String> answer = by(who, "GET", path);

      assertThat(answer.statusCode()).as("GET %s", path).isEqualTo(ofPage);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'");
    }
  }

  /** Nobody writes there, whoever it is. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the insurer itself",
    "another insurer",
    "the patient",
    "the regulator",
    "a hospital",
    "nobody"
  })
  void nobody_changes_a_package_or_the_page(String who) throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      for (String path :
          List.of(
              "/packages/" + delivery + "/files", "/packages/" + delivery, "/verify/index.html")) {
        assertThat(by(who, method, path).statusCode())
            .as("%s %s", method, path)
            .isIn(401, 403, 404, 405);
      }
    }
    for (String path : List.of("/verify/", "/verify/../h5/api/consents", "/verify/other.html")) {
      assertThat(by(who, "GET", path).statusCode()).as("GET %s", path).isIn(400, 401, 403, 404);
    }
  }

  @Test
  void a_cipher_that_there_is_not_is_named_as_such() throws Exception {
    for (String wanted : List.of("des", "SM4_GCM", "%00", "sm4-gcm%0d%0aX:1")) {
      HttpResponse<String> answer =
          get("/packages/" + delivery + "?cipher=" + wanted, anxin.token());

      assertThat(answer.statusCode()).as(wanted).isIn(400, 404);
    }
  }

  private HttpResponse<String> by(String who, String method, String path) throws Exception {
    if (who.equals("the regulator") && method.equals("GET")) {
      return regulator.get(path);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(exchange.uri(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    String token =
        switch (who) {
          case "the insurer itself" -> anxin.token();
          case "another insurer" -> ruibao.token();
          case "the insurer for Tasks alone" -> anxin.token("system/Task.cru");
          case "a forged token" -> anxin.forged();
          case "the patient" -> patient.bearer();
          case "a hospital" -> hospitals();
          default -> "";
        };
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A hospital has no token of the exchange's: one that it signs with its registered key. */
  private static String hospitals() throws Exception {
    Path keys = exchange.handover().resolve("hospital-1");
    JWK key =
        JWK.parseFromPEMEncodedObjects(
            Files.readString(keys.resolve("signing-key.pem"))
                + Files.readString(keys.resolve("signing.pem")));
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.ES256),
            anxin.claims().claim("scope", "system/DocumentReference.rs").build());
    jwt.sign(new ECDSASigner(key.toECKey()));
    return jwt.serialize();
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(exchange.uri(path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private VerificationReport verified(Path sealed, Path key) throws Exception {
    return verified(sealed, Pem.privateKey(Files.readString(key)));
  }

  private VerificationReport verified(Path sealed, PrivateKey key) throws Exception {
    Path evidence = sealed.resolveSibling(sealed.getFileName() + VerificationInput.DELIVERY_SUFFIX);
    return new PackageVerifier(
            TrustStore.load(exchange.handover().resolve("trust")), Clock.systemUTC())
        .verify(new VerificationInput(sealed, evidence, key, new NonceRule.NotIssued()));
  }

  /** The regulator registers a second certificate of the insurer's, on the ledger itself. */
  private static void registerForSm2(String id) throws Exception {
    Participant before = exchange.bean(Registers.class).participant(id).orElseThrow().entry();
    List<RegisteredCertificate> certificates = new ArrayList<>(before.certificates());
    Instant now = Clock.systemUTC().instant();
    var holder = Authority.sm2Root("C=CN,CN=国密根", now).recipient("C=CN,CN=" + id, SM2, now);
    certificates.add(
        new RegisteredCertificate(
            CertificateUse.ENCRYPTION,
            Base64.getEncoder().encodeToString(holder.certificate().getEncoded()),
            now,
            now.plus(Duration.ofDays(300))));
    EmbeddedNetwork network = exchange.bean(EmbeddedNetwork.class);
    NetworkIdentity who = network.issueClient("RegulatorMSP", "regulator");
    try (ConsentLedger ledger =
        GatewayLedger.connect(
            network.channel(),
            GatewaySettings.standard(
                new LedgerIdentity(who.mspId(), who.certificate(), who.privateKey())),
            SubmissionJournal.none())) {
      exchange
          .bean(RegisterKeeperFactory.class)
          .keeper(ledger, "regulator")
          .change(
              new Participant(
                  before.id(),
                  before.role(),
                  before.mspId(),
                  before.name(),
                  certificates,
                  before.status(),
                  Salt.fresh(RANDOM)));
    }
  }

  private static String delivered(String who) throws Exception {
    InsurerClient insurer = exchange.insurer(who);
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String task = insurer.submit(claim, claim.number()).getIdPart();
    await(() -> insurer.link(insurer.read(task)).isPresent());
    String request = patient.open(insurer.link(insurer.read(task)).orElseThrow());
    patient.handIn(request, patient.sign(request, part -> part));
    await(() -> !insurer.packages(insurer.read(task)).isEmpty());
    return insurer.packages(insurer.read(task)).getFirst();
  }

  private static void await(Callable<Boolean> wanted) throws Exception {
    for (int i = 0; i < 900 && !wanted.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(wanted.call()).isTrue();
  }
}
