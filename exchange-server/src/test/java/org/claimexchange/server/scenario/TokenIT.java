package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SMART Backend Services: what an assertion must be. */
class TokenIT {
  private static final String SCOPE = "system/Task.cru";

  @TempDir static Path data;
  private static RunningExchange exchange;
  private static TestTokens anxin;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
    anxin = new TestTokens(exchange.keys("insurer-anxin"));
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void aGoodAssertionGetsATokenOfFiveMinutes() throws Exception {
    HttpResponse<String> answer = anxin.ask(anxin.assertion(anxin.claims().build()), SCOPE);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"token_type\":\"Bearer\"", "\"scope\":\"system/Task.cru\"");
    assertThat(answer.body()).containsPattern("\"expires_in\":(299|300)");
  }

  @Test
  void anAssertionIsGoodOnce() throws Exception {
    String assertion = anxin.assertion(anxin.claims().build());

    assertThat(anxin.ask(assertion, SCOPE).statusCode()).isEqualTo(200);
    assertRefused(anxin.ask(assertion, SCOPE));
  }

  @Test
  void anAssertionThatLivesTooLongIsRefused() throws Exception {
    Date tenMinutes = Date.from(Instant.now().plusSeconds(600));
    assertRefused(
        anxin.ask(anxin.assertion(anxin.claims().expirationTime(tenMinutes).build()), SCOPE));
  }

  @Test
  void anAssertionThatIsOverIsRefused() throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(60));
    assertRefused(anxin.ask(anxin.assertion(anxin.claims().expirationTime(past).build()), SCOPE));
  }

  @Test
  void anAssertionForAnotherAddressIsRefused() throws Exception {
    assertRefused(
        anxin.ask(
            anxin.assertion(anxin.claims().audience("https://other.example/token").build()),
            SCOPE));
  }

  @Test
  void anAssertionWithoutJtiIsRefused() throws Exception {
    assertRefused(anxin.ask(anxin.assertion(anxin.claims().jwtID(null).build()), SCOPE));
  }

  @Test
  void anAssertionAboutAnotherInsurerIsRefused() throws Exception {
    assertRefused(
        anxin.ask(
            anxin.assertion(
                anxin.claims().issuer("insurer-ruibao").subject("insurer-ruibao").build()),
            SCOPE));
  }

  @Test
  void anAssertionSignedByAnotherKeyIsRefused() throws Exception {
    var key = new ECKeyGenerator(Curve.P_384).generate();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.ES384), anxin.claims().build());
    jwt.sign(new ECDSASigner(key));

    assertRefused(anxin.ask(jwt.serialize(), SCOPE));
  }

  @Test
  void anAssertionSignedWithASharedSecretIsRefused() throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS384), anxin.claims().build());
    jwt.sign(new MACSigner(new byte[48]));

    assertRefused(anxin.ask(jwt.serialize(), SCOPE));
  }

  @Test
  void aScopeThatIsNotOfferedIsRefused() throws Exception {
    HttpResponse<String> answer =
        anxin.ask(anxin.assertion(anxin.claims().build()), "system/*.cruds");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_scope");
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
    assertThat(answer.body()).contains("invalid_client").doesNotContain("access_token");
  }
}
