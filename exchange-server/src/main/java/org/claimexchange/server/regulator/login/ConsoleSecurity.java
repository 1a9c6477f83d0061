package org.claimexchange.server.regulator.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.claimexchange.server.regulator.ConsolePart;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Lets only regulators in. What is not named here is refused, whoever asks; other parties' tokens
 * are not even read.
 */
@ConsolePart
@EnableConfigurationProperties(ConsoleProperties.class)
public class ConsoleSecurity {
  /** The authority that opens the console. */
  public static final String ROLE = "REGULATOR";

  static final String LOGIN = "/console/login";
  static final String OIDC_START = "/console/oidc/start";
  private static final String OIDC_RETURN = "/console/oidc/return/*";
  private static final String REFUSED = "/console/refused";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** How people log in, decided once from what is configured. */
  @Bean
  LoginWay consoleLoginWay(
      ObjectProvider<ClientRegistrationRepository> clients,
      ObjectProvider<ConsoleAccount> account) {
    boolean provider =
        Optional.ofNullable(clients.getIfAvailable())
            .map(known -> known.findByRegistrationId(ConsoleProperties.REGISTRATION))
            .isPresent();
    if (provider) {
      return new LoginWay.Provider(OIDC_START + "/" + ConsoleProperties.REGISTRATION);
    }
    return Optional.ofNullable(account.getIfAvailable())
        .<LoginWay>map(LoginWay.Password::new)
        .orElseGet(LoginWay.Closed::new);
  }

  @Bean
  @Order(20)
  SecurityFilterChain consoleChain(
      HttpSecurity http, LoginWay way, ConsoleProperties properties, Clock clock) {
    http.securityMatcher("/console", "/console/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    HttpMethod.GET,
                    LOGIN,
                    "/console/console.css",
                    "/console/console.js",
                    "/console/lib/htmx.min.js")
                .permitAll()
                .requestMatchers(HttpMethod.POST, LOGIN, "/console/language")
                .permitAll()
                .requestMatchers(REFUSED)
                .permitAll()
                .requestMatchers(
                    HttpMethod.GET,
                    "/console",
                    "/console/search",
                    "/console/consents/*",
                    "/console/registers",
                    "/console/statistics",
                    "/console/accesses",
                    "/console/feed")
                .hasRole(ROLE)
                .requestMatchers(
                    HttpMethod.POST,
                    "/console/search",
                    "/console/consents/*/identity",
                    "/console/consents/*/verification")
                .hasRole(ROLE)
                .anyRequest()
                .denyAll())
        .exceptionHandling(refusals ->
            refusals.accessDeniedPage(REFUSED).authenticationEntryPoint(ConsoleSecurity::toLogin))
        .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl(LOGIN + "?logout"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
    logIn(http, way, properties, clock);
    return http.build();
  }

  /**
   * Whoever is not logged in goes to the login; where only a part of a page was asked for, with the
   * whole page.
   */
  private static void toLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    String login = request.getContextPath() + LOGIN;
    if (request.getHeader("HX-Request") == null) {
      response.sendRedirect(login);
    } else {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      response.setHeader("HX-Redirect", login);
    }
  }

  private static void logIn(
      HttpSecurity http, LoginWay way, ConsoleProperties properties, Clock clock) {
    switch (way) {
      case LoginWay.Provider _ ->
          http.oauth2Login(login ->
              login
                  .loginPage(LOGIN)
                  .defaultSuccessUrl("/console/search", true)
                  .failureUrl(LOGIN + "?failed")
                  .authorizationEndpoint(start -> start.baseUri(OIDC_START))
                  .redirectionEndpoint(back -> back.baseUri(OIDC_RETURN))
                  .userInfoEndpoint(user -> user.oidcUserService(new RegulatorUsers(properties))));
      case LoginWay.Password password ->
          http.authenticationManager(
                  new ProviderManager(new AccountLogin(password.account(), clock)))
              .formLogin(form ->
                  form.loginPage(LOGIN)
                      .defaultSuccessUrl("/console/search", true)
                      .failureUrl(LOGIN + "?failed"));
      case LoginWay.Closed _ ->
          http.formLogin(form -> form.loginPage(LOGIN))
              .authenticationManager(authentication -> {
                throw new org.springframework.security.authentication.DisabledException(
                    "no login is configured");
              });
    }
  }
}
