package org.claimexchange.server.provider;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Clients, keys and tokens of the built-in provider. */
class ProviderProtocol {
  /** Clients of one sector see a person under the same {@code sub}. */
  static final String SECTOR = "claim-exchange";

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  @Bean
  AuthorizationServerSettings authorizationServerSettings(ProviderSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
  }

  @Bean
  RegisteredClientRepository clients(ProviderSettings settings) {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("page")
            .clientId(settings.clientId())
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUris(uris -> settings.redirectUris().forEach(uri -> uris.add(uri.toString())))
            .scope(OidcScopes.OPENID)
            .scope(OidcScopes.PROFILE)
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(
                TokenSettings.builder()
                    .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                    .authorizationCodeTimeToLive(Duration.ofMinutes(1))
                    .accessTokenTimeToLive(TOKEN_LIFE)
                    .build())
            .build());
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new OneAtATime();
  }

  @Bean
  JWKSource<SecurityContext> jwkSource(ProviderSecrets secrets) {
    return new ImmutableJWKSet<>(secrets.signingKeys());
  }

  @Bean
  JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  SignedIdentity signedIdentity(
      JWKSource<SecurityContext> keys, ProviderSecrets secrets, Clock clock) {
    return new SignedIdentity(new NimbusJwtEncoder(keys), secrets, clock);
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> tokens(ProviderSecrets secrets, Clock clock) {
    return context -> {
      context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      if (!(context.getPrincipal() instanceof Authentication authentication)
          || !(authentication.getPrincipal() instanceof SignedInPerson person)) {
        return;
      }
      context.getClaims().subject(secrets.subject(SECTOR, person.getUsername()));
      if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
        Instant now = clock.instant();
        context
            .getClaims()
            .issuedAt(now)
            .expiresAt(now.plus(TOKEN_LIFE))
            .claim(IdTokenClaimNames.ACR, BuiltInProvider.ACR)
            .claim(IdTokenClaimNames.AUTH_TIME, person.at().getEpochSecond());
      }
    };
  }
}
