package org.claimexchange.agent.exchange;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.claimexchange.agent.exchange.ExchangeException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The agent's access token, kept until shortly before it ends (SMART App Launch 2, Backend
 * Services: {@code private_key_jwt}, RFC 7523).
 */
final class Login {
  static final String SCOPE = "system/source";
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http;
  private final URI endpoint;
  private final String participant;
  private final ECKey key;
  private final Clock clock;
  private final SecureRandom random;
  private String token = "";
  private Instant until = Instant.MIN;

  Login(Http http, URI endpoint, String participant, ECKey key, Clock clock, SecureRandom random) {
    this.http = http;
    this.endpoint = endpoint;
    this.participant = participant;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TokenAnswer(
      @JsonProperty("access_token") @Nullable String value,
      @JsonProperty("expires_in") long seconds) {}

  /** A token, new or kept. */
  String token() throws ExchangeException, InterruptedException {
    if (!clock.instant().isBefore(until)) {
      fetch();
    }
    return token;
  }

  /** Forgets a token that is taken no more. */
  void forget() {
    token = "";
    until = Instant.MIN;
  }

  private void fetch() throws ExchangeException, InterruptedException {
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(SCOPE, StandardCharsets.UTF_8)
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion="
            + URLEncoder.encode(assertion(), StandardCharsets.UTF_8);
    Http.Answer answer =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (!answer.ok()) {
      throw new ExchangeException(Kind.LOGIN);
    }
    try {
      var read = JSON.readValue(answer.body(), TokenAnswer.class);
      if (read.value() == null || !read.value().matches("[A-Za-z0-9._~+/=-]{1,8192}")) {
        throw new ExchangeException(Kind.NOT_UNDERSTOOD);
      }
      token = read.value();
      until =
          clock
              .instant()
              .plus(Duration.ofSeconds(Math.clamp(read.seconds(), 0, 3600)))
              .minus(MARGIN);
    } catch (IOException e) {
      throw new ExchangeException(Kind.NOT_UNDERSTOOD);
    }
  }

  private String assertion() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(participant)
            .subject(participant)
            .audience(endpoint.toString())
            .jwtID(Base64.getUrlEncoder().withoutPadding().encodeToString(id))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build(), claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the participant's key must be EC P-384", e);
    }
    return jwt.serialize();
  }
}
