package org.claimexchange.server.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Checks client assertions (RFC 7523; SMART App Launch 2.2, client-confidential-asymmetric): signed
 * with RS384 or ES384 by a key of the client's set, by and about the client, for this endpoint, of
 * five minutes at the most, and never used before.
 */
final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final TokenClients clients;
  private final SpentAssertions spent;
  private final String tokenUrl;
  private final Clock clock;

  ClientAssertions(TokenClients clients, SpentAssertions spent, String tokenUrl, Clock clock) {
    this.clients = clients;
    this.spent = spent;
    this.tokenUrl = tokenUrl;
    this.clock = clock;
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    String jwks =
        clients.keys(client.getClientId()).orElseThrow(() -> invalid("no keys are known"));
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384),
              new ImmutableJWKSet<>(JWKSet.parse(jwks))));
      // All claims are judged below, by the injected clock.
      processor.setJWTClaimsSetVerifier((claims, context) -> {});
      NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
      decoder.setJwtValidator(validator(client.getClientId()));
      return decoder;
    } catch (ParseException e) {
      throw invalid("its keys cannot be read");
    }
  }

  private OAuth2TokenValidator<Jwt> validator(String client) {
    return jwt -> {
      String wrong = wrong(jwt, client);
      if (!wrong.isEmpty()) {
        return OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, wrong, ""));
      }
      // Last: only an assertion that is good otherwise is spent.
      return spent.spend(client, id(jwt), expiry(jwt))
          ? OAuth2TokenValidatorResult.success()
          : OAuth2TokenValidatorResult.failure(
              new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "jti was used before", ""));
    };
  }

  private String wrong(Jwt jwt, String client) {
    Instant now = clock.instant();
    Instant expires = expiry(jwt);
    if (!client.equals(jwt.getClaimAsString("iss")) || !client.equals(jwt.getSubject())) {
      return "iss and sub must be the client id";
    }
    List<String> audience = jwt.getAudience();
    if (audience == null || !audience.equals(List.of(tokenUrl))) {
      return "aud must be " + tokenUrl;
    }
    if (!now.minus(SKEW).isBefore(expires)) {
      return "exp is past";
    }
    if (expires.isAfter(now.plus(LONGEST).plus(SKEW))) {
      return "exp must be at most five minutes ahead";
    }
    return id(jwt).isBlank() || id(jwt).length() > 200 ? "jti is missing" : "";
  }

  private static String id(Jwt jwt) {
    String jti = jwt.getId();
    return jti == null ? "" : jti;
  }

  private static Instant expiry(Jwt jwt) {
    Instant expires = jwt.getExpiresAt();
    return expires == null ? Instant.EPOCH : expires;
  }

  private static OAuth2AuthenticationException invalid(String why) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, why, ""));
  }
}
