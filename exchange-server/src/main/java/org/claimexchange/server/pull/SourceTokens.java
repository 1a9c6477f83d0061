package org.claimexchange.server.pull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens of sources, each kept until shortly before it ends (SMART App Launch 2, Backend
 * Services: {@code private_key_jwt}).
 */
final class SourceTokens {
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SourceHttp http;
  private final ECKey key;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  SourceTokens(SourceHttp http, ECKey key, Clock clock, SecureRandom random) {
    this.http = http;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  private record Token(String value, Instant until) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TokenAnswer(
      @JsonProperty("access_token") String value, @JsonProperty("expires_in") long seconds) {}

  /** A token of this source, new or kept. */
  String token(SourceEndpoint source) throws PullException, InterruptedException {
    Token kept = tokens.get(source.participant());
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return kept.value();
    }
    Token fresh = fetch(source);
    tokens.put(source.participant(), fresh);
    return fresh.value();
  }

  /** Forgets a token that the source takes no more. */
  void forget(SourceEndpoint source) {
    tokens.remove(source.participant());
  }

  private Token fetch(SourceEndpoint source) throws PullException, InterruptedException {
    URI endpoint = source.resolve("/oauth2/token");
    String form =
        "grant_type=client_credentials&scope=system%2F*.rs"
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion="
            + URLEncoder.encode(assertion(source, endpoint), StandardCharsets.UTF_8);
    SourceHttp.Answer answer =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (!answer.ok()) {
      throw new PullException(PullProblem.UNAUTHORIZED);
    }
    try {
      TokenAnswer token = JSON.readValue(answer.body(), TokenAnswer.class);
      if (token.value() == null || token.value().isBlank()) {
        throw new PullException(PullProblem.MALFORMED);
      }
      Duration life = Duration.ofSeconds(Math.clamp(token.seconds(), 0, 3600)).minus(MARGIN);
      return new Token(token.value(), clock.instant().plus(life));
    } catch (JsonProcessingException e) {
      throw new PullException(PullProblem.MALFORMED);
    } catch (IOException e) {
      throw new PullException(PullProblem.UNREACHABLE);
    }
  }

  private String assertion(SourceEndpoint source, URI endpoint) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(source.clientId())
            .subject(source.clientId())
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
      throw new IllegalStateException("the exchange's key for sources must be EC P-384", e);
    }
    return jwt.serialize();
  }
}
