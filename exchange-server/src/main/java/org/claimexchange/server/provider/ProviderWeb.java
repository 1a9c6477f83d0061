package org.claimexchange.server.provider;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Web server, login and security of the built-in provider. */
@EnableWebSecurity
class ProviderWeb {
  /** Cheap: the passwords are random and printed by the demo. */
  private static final int BCRYPT_STRENGTH = 4;

  @Bean
  TomcatServletWebServerFactory webServer(ProviderSettings settings) {
    var factory = new TomcatServletWebServerFactory(settings.port());
    factory.setAddress(InetAddress.getLoopbackAddress());
    // It serves nothing, but without a servlet no filter runs.
    factory.setRegisterDefaultServlet(true);
    var cookie = factory.getSettings().getSession().getCookie();
    // Cookies know no ports: another name than the exchange's, which may run on the same host.
    cookie.setName("PROVIDER_SESSION");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX);
    factory.getSettings().getSession().setTimeout(Duration.ofMinutes(30));
    return factory;
  }

  @Bean
  @Order(1)
  SecurityFilterChain protocolChain(HttpSecurity http, SignedIdentity identity) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(oidc ->
                  oidc.userInfoEndpoint(userInfo ->
                      userInfo
                          .userInfoMapper(identity::claims)
                          .userInfoResponseHandler(identity::write)));
            })
        .authorizeHttpRequests(requests ->
            requests
                // The protocol itself answers login_required; a login page would be no silence.
                .requestMatchers(ProviderWeb::asksForSilence)
                .permitAll()
                .anyRequest()
                .authenticated())
        .cors(Customizer.withDefaults())
        .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
        .exceptionHandling(errors ->
            errors.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint(LoginPage.PATH),
                new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain loginChain(HttpSecurity http, LoginPage page, ProviderSettings settings) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .addFilterBefore(page, AuthorizationFilter.class)
        .formLogin(form -> form.loginPage(LoginPage.PATH).permitAll())
        .headers(headers ->
            headers
                .referrerPolicy(policy ->
                    policy.policy(
                        org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                            .ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(csp ->
                    csp.policyDirectives(
                        "default-src 'none'; style-src 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'; form-action 'self' "
                            + String.join(" ", settings.origins()))))
        .build();
  }

  private static boolean asksForSilence(HttpServletRequest request) {
    return request.getServletPath().equals("/oauth2/authorize")
        && "none".equals(request.getParameter("prompt"));
  }

  @Bean
  LoginPage loginPage() {
    return new LoginPage();
  }

  /** The login page belongs to the security chain only. */
  @Bean
  FilterRegistrationBean<Filter> loginPageOnlyInChain(LoginPage page) {
    var registration = new FilterRegistrationBean<Filter>(page);
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  CorsConfigurationSource corsConfigurationSource(ProviderSettings settings) {
    var cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.origins());
    cors.setAllowedMethods(List.of("GET", "POST"));
    cors.setAllowedHeaders(List.of("Authorization", "Content-Type"));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", cors);
    return source;
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder(BCRYPT_STRENGTH);
  }

  @Bean
  UserDetailsService people(
      ProviderSettings settings, ProviderSecrets secrets, PasswordEncoder encoder, Clock clock) {
    Map<String, String> passwords =
        secrets.logins().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    BuiltInProvider.SampleLogin::username,
                    login -> encoder.encode(login.password())));
    return username ->
        settings.people().stream()
            .filter(one -> one.username().equals(username))
            .findFirst()
            .map(one ->
                new SignedInPerson(
                    one, passwords.getOrDefault(one.username(), ""), clock.instant()))
            .orElseThrow(() -> new UsernameNotFoundException("nobody of this name"));
  }
}
