package org.claimexchange.server.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.source.SourceSettings;
import org.claimexchange.server.vault.ExchangeKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Puts the token endpoint together, and what checks its tokens. */
@Configuration(proxyBeanMethods = false)
public class TokenConfiguration {
  /** Where tokens are had. */
  public static final String PATH = "/oauth2/token";

  /** What insurers' tokens are for. */
  private static final String AUDIENCE = "/fhir";

  /** What sources' tokens are for: neither opens the other's routes, whatever its scope says. */
  private static final String SOURCE_AUDIENCE = "/agent";

  @Bean
  TokenClients tokenClients(
      Registers registers, ParticipantDirectory directory, SourceSettings sources) {
    return new TokenClients(registers, directory, sources);
  }

  @Bean
  CallingInsurer callingInsurer(TokenClients clients) {
    return new CallingInsurer(clients);
  }

  @Bean
  CallingSource callingSource(TokenClients clients) {
    return new CallingSource(clients);
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(ExchangeProperties properties) {
    return AuthorizationServerSettings.builder()
        .issuer(properties.publicUrl().toString())
        .tokenEndpoint(PATH)
        .build();
  }

  @Bean
  NoAuthorizations authorizations() {
    return new NoAuthorizations();
  }

  @Bean
  ImmutableJWKSet<SecurityContext> accessTokenKeys(ExchangeKeys keys) {
    return new ImmutableJWKSet<>(new JWKSet(keys.token()));
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> accessTokens(
      ExchangeProperties properties, ExchangeKeys keys) {
    return context -> {
      context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).keyId(keys.token().getKeyID());
      boolean source =
          Objects.requireNonNull(context.getRegisteredClient()).getScopes().contains(Scopes.SOURCE);
      context
          .getClaims()
          .audience(List.of(properties.publicUrl() + (source ? SOURCE_AUDIENCE : AUDIENCE)));
    };
  }

  /** Nothing but the token endpoint is offered of the protocol. */
  @Bean
  @Order(1)
  SecurityFilterChain tokenChain(
      HttpSecurity http,
      TokenClients clients,
      NoAuthorizations authorizations,
      JdbcClient jdbc,
      ExchangeProperties properties,
      Clock clock) {
    ClientAssertions assertions =
        new ClientAssertions(
            clients, new SpentAssertions(jdbc, clock), properties.publicUrl() + PATH, clock);
    http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(PATH))
        .oauth2AuthorizationServer(server ->
            server.clientAuthentication(authentication ->
                authentication
                    .authenticationConverters(converters -> {
                      converters.clear();
                      converters.add(new AssertionConverter());
                    })
                    .authenticationProviders(providers -> {
                      providers.clear();
                      var provider =
                          new JwtClientAssertionAuthenticationProvider(clients, authorizations);
                      provider.setJwtDecoderFactory(assertions);
                      providers.add(provider);
                    })))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    return http.build();
  }

  /** Checks insurers' access tokens: ours, for their API, not expired. */
  @Bean
  NimbusJwtDecoder accessTokenDecoder(
      ImmutableJWKSet<SecurityContext> keys, ExchangeProperties properties) {
    return decoder(keys, properties, AUDIENCE);
  }

  /** Checks sources' access tokens, likewise. */
  @Bean
  NimbusJwtDecoder sourceTokenDecoder(
      ImmutableJWKSet<SecurityContext> keys, ExchangeProperties properties) {
    return decoder(keys, properties, SOURCE_AUDIENCE);
  }

  private static NimbusJwtDecoder decoder(
      ImmutableJWKSet<SecurityContext> keys, ExchangeProperties properties, String path) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build();
    OAuth2TokenValidator<Jwt> audience =
        new JwtClaimValidator<List<String>>(
            "aud", aud -> aud != null && aud.contains(properties.publicUrl() + path));
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(properties.publicUrl().toString()), audience));
    return decoder;
  }
}
