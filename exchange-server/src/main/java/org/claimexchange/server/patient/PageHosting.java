package org.claimexchange.server.patient;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.claimexchange.server.register.Registers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the page's static files, and says to browsers what the page may do. */
@Configuration(proxyBeanMethods = false)
class PageHosting implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/h5", "/h5/");
    registry.addViewController("/h5/").setViewName("forward:/h5/index.html");
  }

  /** No cookie, no session: whoever calls shows a bearer token, so there is nothing to forge. */
  @Bean
  @Order(20)
  SecurityFilterChain patientPage(
      HttpSecurity http, PatientProperties properties, Registers registers) {
    Supplier<String> policy = () -> contentSecurityPolicy(registers.provider().entry().issuer());
    return http.securityMatcher("/h5", "/h5/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .cors(cors -> cors.configurationSource(_ -> allowed(properties)))
        .requestCache(cache -> cache.disable())
        .headers(headers ->
            headers
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter((_, response) -> {
                  response.setHeader("Content-Security-Policy", policy.get());
                  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
                  response.setHeader(
                      "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
                }))
        .build();
  }

  /** Own files only, own API and the provider; markup from strings is forbidden to scripts. */
  private static String contentSecurityPolicy(String issuer) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src data:;"
        + " connect-src 'self' "
        + issuer
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " require-trusted-types-for 'script'; trusted-types 'none'";
  }

  private static CorsConfiguration allowed(PatientProperties properties) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(properties.origins());
    cors.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
    cors.setAllowedHeaders(
        List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT_LANGUAGE));
    cors.setMaxAge(Duration.ofHours(1));
    return cors;
  }
}
