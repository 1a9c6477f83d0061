package org.claimexchange.samples.hospital;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the assertion with which a client proves who it is (SMART Backend Services, section
 * "Obtain access token"; RFC 7523): key, signature, issuer, audience, at most five minutes, and
 * each {@code jti} once.
 */
public final class ClientAssertions {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.ES384, JWSAlgorithm.RS384, JWSAlgorithm.ES256);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** Why an assertion was refused; the text names no value of it. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }

  private final HospitalConfig.Client client;
  private final String audience;
  private final Clock clock;
  private final Map<String, Instant> spent = new ConcurrentHashMap<>();

  /**
   * @param client the one that is registered
   * @param audience address of the token endpoint
   */
  public ClientAssertions(HospitalConfig.Client client, String audience, Clock clock) {
    this.client = client;
    this.audience = audience;
    this.clock = clock;
  }

  /** The id of the client that made the assertion. */
  String check(String assertion) throws RefusedException {
    try {
      var jwt = SignedJWT.parse(assertion);
      checkSignature(jwt);
      return checkClaims(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException e) {
      throw new RefusedException("the assertion is not a signed JWT");
    }
  }

  private void checkSignature(SignedJWT jwt)
      throws RefusedException, JOSEException, ParseException {
    if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
      throw new RefusedException("the algorithm must be ES384, RS384 or ES256");
    }
    var key = keys().getKeyByKeyId(jwt.getHeader().getKeyID());
    if (key == null || !jwt.verify(verifier(key))) {
      throw new RefusedException("no registered key made the signature");
    }
  }

  private JWKSet keys() throws RefusedException, ParseException {
    try {
      return JWKSet.load(client.jwks().toFile());
    } catch (IOException e) {
      throw new RefusedException("the client's keys are not registered yet");
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException, RefusedException {
    return switch (key) {
      case ECKey ec -> new ECDSAVerifier(ec);
      case RSAKey rsa -> new RSASSAVerifier(rsa);
      default -> throw new RefusedException("no registered key made the signature");
    };
  }

  private String checkClaims(JWTClaimsSet claims) throws RefusedException {
    if (!client.id().equals(claims.getIssuer()) || !client.id().equals(claims.getSubject())) {
      throw new RefusedException("issuer and subject must be the client's id");
    }
    if (!claims.getAudience().contains(audience)) {
      throw new RefusedException("the audience must be this token endpoint");
    }
    var now = clock.instant();
    var expires = claims.getExpirationTime();
    if (expires == null
        || expires.toInstant().plus(SKEW).isBefore(now)
        || expires.toInstant().isAfter(now.plus(LONGEST).plus(SKEW))) {
      throw new RefusedException("the assertion must expire within five minutes");
    }
    spent.values().removeIf(until -> until.isBefore(now));
    var jti = claims.getJWTID();
    var until = expires.toInstant().plus(SKEW);
    if (jti == null || jti.length() > 200 || spent.putIfAbsent(jti, until) != null) {
      throw new RefusedException("each assertion has a jti of its own");
    }
    return client.id();
  }
}
