package org.claimexchange.server.scenario;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.claimexchange.samples.insurer.InsurerKeys;

/** Access tokens, and assertions that are wrong in one thing each. */
final class TestTokens {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final InsurerKeys keys;

  TestTokens(InsurerKeys keys) {
    this.keys = keys;
  }

  /** A token with all scopes. */
  String token() throws Exception {
    return token("system/Task.cru system/DocumentReference.rs");
  }

  /** A token with these scopes. */
  String token(String scope) throws Exception {
    HttpResponse<String> answer = ask(assertion(claims().build()), scope);
    String body = answer.body();
    int start = body.indexOf("\"access_token\":\"") + "\"access_token\":\"".length();
    return body.substring(start, body.indexOf('"', start));
  }

  /** A token of the right form, signed by somebody else. */
  String forged() throws JOSEException {
    var key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(), claims().build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  /** Asks for a token. */
  HttpResponse<String> ask(String assertion, String scope) throws Exception {
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(scope, StandardCharsets.UTF_8)
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion="
            + assertion;
    return HTTP.send(
        HttpRequest.newBuilder(keys.token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Claims that are right. */
  JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(keys.clientId())
        .subject(keys.clientId())
        .audience(keys.token().toString())
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(2))));
  }

  /** Signed as it should be. */
  String assertion(JWTClaimsSet claims) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(keys.client().getKeyID()).build(),
            claims);
    jwt.sign(new ECDSASigner(keys.client()));
    return jwt.serialize();
  }
}
