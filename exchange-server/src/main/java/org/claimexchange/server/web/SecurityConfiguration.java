package org.claimexchange.server.web;

import org.claimexchange.server.token.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may call what. Insurers' and sources' routes are here, the token endpoint's, patients' and
 * regulators' with their own packages; whatever nobody has opened is closed.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String TASK = "SCOPE_" + Scopes.TASK;
  private static final String DOCUMENT = "SCOPE_" + Scopes.DOCUMENT;
  private static final String SOURCE = "SCOPE_" + Scopes.SOURCE;

  /** Insurers, by access token; no session, no cookie, so no CSRF. */
  @Bean
  @Order(10)
  SecurityFilterChain insurerChain(
      HttpSecurity http, NimbusJwtDecoder accessTokenDecoder, FhirErrors errors) {
    return http.securityMatcher("/fhir/**", "/packages/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(HttpMethod.GET, "/fhir/metadata")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/fhir/Task")
                .hasAuthority(TASK)
                .requestMatchers(HttpMethod.GET, "/fhir/Task", "/fhir/Task/*")
                .hasAuthority(TASK)
                .requestMatchers(HttpMethod.PUT, "/fhir/Task/*")
                .hasAuthority(TASK)
                .requestMatchers(HttpMethod.GET, "/fhir/DocumentReference/*")
                .hasAuthority(DOCUMENT)
                .requestMatchers(
                    HttpMethod.GET, "/packages/*", "/packages/*/delivery", "/packages/*/files")
                .hasAuthority(DOCUMENT)
                .requestMatchers(HttpMethod.POST, "/packages/*/receipt")
                .hasAuthority(DOCUMENT)
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(resources ->
            resources
                .jwt(jwt -> jwt.decoder(accessTokenDecoder))
                .authenticationEntryPoint(errors)
                .accessDeniedHandler(errors))
        .exceptionHandling(e -> e.authenticationEntryPoint(errors).accessDeniedHandler(errors))
        .csrf(CsrfConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::nothingToShow)
        .build();
  }

  /** Sources' agents, by access tokens of their own; nothing else of theirs opens anything else. */
  @Bean
  @Order(11)
  SecurityFilterChain sourceChain(HttpSecurity http, NimbusJwtDecoder sourceTokenDecoder) {
    return http.securityMatcher("/agent/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(HttpMethod.GET, "/agent/releases")
                .hasAuthority(SOURCE)
                .requestMatchers(
                    HttpMethod.POST,
                    "/agent/releases/*/*/evidence",
                    "/agent/releases/*/*/documents")
                .hasAuthority(SOURCE)
                .requestMatchers(HttpMethod.PUT, "/agent/releases/*/*/documents/*")
                .hasAuthority(SOURCE)
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(resources -> resources.jwt(jwt -> jwt.decoder(sourceTokenDecoder)))
        .csrf(CsrfConfigurer::disable)
        .requestCache(cache -> cache.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::nothingToShow)
        .build();
  }

  /** How to check a package: for everybody, and it learns nothing about who reads it. */
  @Bean
  @Order(20)
  SecurityFilterChain verificationPageChain(HttpSecurity http) {
    return http.securityMatcher("/verify/**")
        .authorizeHttpRequests(
            requests -> requests.requestMatchers(HttpMethod.GET).permitAll().anyRequest().denyAll())
        .csrf(CsrfConfigurer::disable)
        .requestCache(cache -> cache.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(csp ->
                    csp.policyDirectives(
                        "default-src 'none'; style-src 'self'; frame-ancestors 'none'")))
        .build();
  }

  /** Whatever nobody else has opened. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain closedChain(HttpSecurity http) {
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    HttpMethod.GET,
                    "/actuator/health",
                    "/actuator/health/**",
                    "/.well-known/smart-configuration",
                    "/.well-known/jwks.json")
                .permitAll()
                .anyRequest()
                .denyAll())
        .csrf(CsrfConfigurer::disable)
        .requestCache(cache -> cache.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::nothingToShow)
        .httpBasic(basic -> basic.disable())
        .anonymous(Customizer.withDefaults())
        .build();
  }

  /** Of answers to machines: no browser has anything to show, load or frame there. */
  private static void nothingToShow(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .contentSecurityPolicy(
            csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"));
  }
}
