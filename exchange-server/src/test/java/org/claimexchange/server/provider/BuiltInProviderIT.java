package org.claimexchange.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider over real HTTP, as the page in a browser sees it. */
class BuiltInProviderIT {
  private static final URI PAGE = URI.create("http://localhost:18080/h5/");
  private static final SamplePerson LI_XIUYING =
      new SamplePerson(
          "li.xiuying",
          new Person(new PersonId(IdSystem.RESIDENT_ID, "310101196203154025"), "李秀英"));

  @TempDir Path folder;
  private BuiltInProvider provider;
  private HttpClient browser = browser();
  private final String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  @BeforeEach
  void start() throws Exception {
    provider =
        BuiltInProvider.start(settings(true, freePort()), Clock.systemUTC(), new SecureRandom());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void starts_within_three_seconds() throws Exception {
    Instant before = Instant.now();
    try (var other =
        BuiltInProvider.start(settings(true, freePort()), Clock.systemUTC(), new SecureRandom())) {
      assertThat(other.issuer().getScheme()).isEqualTo("http");
    }
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void refuses_to_serve_any_set_up_but_the_embedded_one() throws Exception {
    ProviderSettings production = settings(false, freePort());

    assertThatThrownBy(
            () -> BuiltInProvider.start(production, Clock.systemUTC(), new SecureRandom()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("embedded set-up only");
  }

  @Test
  void a_login_with_PKCE_gives_a_token_that_carries_nonce_acr_and_time_of_login() throws Exception {
    String code = logInAndReturn("nonce-one");
    SignedJWT token = SignedJWT.parse(tokens(code, verifier).get("id_token"));

    assertThat(token.verify(new ECDSAVerifier(key(token)))).isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
    assertThat(claims.getAudience()).containsExactly("claim-exchange-h5");
    assertThat(claims.getStringClaim("nonce")).isEqualTo("nonce-one");
    assertThat(claims.getStringClaim("acr")).isEqualTo(BuiltInProvider.ACR);
    assertThat(claims.getDateClaim("auth_time").toInstant())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(claims.getClaims().toString())
        .doesNotContain("310101196203154025")
        .doesNotContain("李秀英");
    assertThat(claims.getSubject()).doesNotContain("li.xiuying").hasSize(43);
  }

  @Test
  void the_identity_is_a_signed_JWT_of_the_same_subject() throws Exception {
    Map<String, String> tokens = tokens(logInAndReturn("n"), verifier);
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(provider.issuer().resolve("/userinfo"))
                .header("Authorization", "Bearer " + tokens.get("access_token"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jwt");
    SignedJWT identity = SignedJWT.parse(answer.body());
    assertThat(identity.verify(new ECDSAVerifier(key(identity)))).isTrue();
    var claims = identity.getJWTClaimsSet();
    assertThat(claims.getSubject())
        .isEqualTo(SignedJWT.parse(tokens.get("id_token")).getJWTClaimsSet().getSubject());
    assertThat(claims.getAudience()).containsExactly("claim-exchange-h5");
    assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
    assertThat(claims.getStringClaim("name")).isEqualTo("李秀英");
    assertThat(claims.getStringClaim("id_type")).isEqualTo(IdSystem.RESIDENT_ID.uri());
    assertThat(claims.getStringClaim("id_number")).isEqualTo("310101196203154025");
    assertThat(claims.getExpirationTime()).isAfter(new java.util.Date());
  }

  @Test
  void a_silent_trip_without_a_login_comes_back_with_login_required() throws Exception {
    HttpResponse<String> answer = get(authorize(Map.of("prompt", "none", "nonce", "n")));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer).toString()).startsWith(PAGE.toString());
    assertThat(query(location(answer)))
        .containsEntry("error", "login_required")
        .containsEntry("state", "s1");
  }

  @Test
  void a_silent_trip_after_a_login_gives_a_token_with_its_own_nonce() throws Exception {
    logInAndReturn("first");

    HttpResponse<String> answer = get(authorize(Map.of("prompt", "none", "nonce", "second")));

    String code = query(location(answer)).get("code");
    SignedJWT token = SignedJWT.parse(tokens(code, verifier).get("id_token"));
    assertThat(token.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("second");
  }

  @Test
  void a_code_without_its_verifier_is_worth_nothing() throws Exception {
    String code = logInAndReturn("n");

    assertThat(tokens(code, "another-verifier-another-verifier-another-ver"))
        .containsEntry("error", "invalid_grant");
  }

  @Test
  void an_authorization_request_without_PKCE_is_refused() throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>(authorize(Map.of("nonce", "n")));
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");

    HttpResponse<String> answer = get(parameters);

    assertThat(query(location(answer))).containsEntry("error", "invalid_request");
  }

  @Test
  void a_redirect_to_an_unregistered_address_is_refused() throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>(authorize(Map.of("nonce", "n")));
    parameters.put("redirect_uri", "http://localhost:18080/elsewhere/");

    assertThat(get(parameters).statusCode()).isEqualTo(400);
  }

  @Test
  void a_wrong_password_says_so_and_logs_nobody_in() throws Exception {
    get(authorize(Map.of("nonce", "n")));
    HttpResponse<String> answer = submit("li.xiuying", "wrong");

    assertThat(location(answer).toString()).endsWith("/login?error");
    assertThat(page("/login?error").body())
        .contains("用户名或密码不对")
        .doesNotContain("role=\"alert\" hidden");
    assertThat(query(location(get(authorize(Map.of("prompt", "none", "nonce", "n"))))))
        .containsEntry("error", "login_required");
  }

  @Test
  void the_login_page_speaks_the_language_of_the_page_that_sent_the_person() throws Exception {
    get(authorize(Map.of("nonce", "n", "ui_locales", "en")));

    assertThat(page("/login").body()).contains("Log in").contains("lang=\"en\"");
  }

  @Test
  void keys_passwords_and_subjects_outlive_a_restart() throws Exception {
    var keys = provider.keys();
    var logins = provider.logins();
    String subject =
        SignedJWT.parse(tokens(logInAndReturn("n"), verifier).get("id_token"))
            .getJWTClaimsSet()
            .getSubject();
    provider.close();

    start();
    browser = browser();

    assertThat(provider.keys()).isEqualTo(keys);
    assertThat(provider.logins()).isEqualTo(logins);
    assertThat(
            SignedJWT.parse(tokens(logInAndReturn("n"), verifier).get("id_token"))
                .getJWTClaimsSet()
                .getSubject())
        .isEqualTo(subject);
  }

  @Test
  void the_page_may_call_it_from_its_own_origin_and_no_other_may() throws Exception {
    assertThat(
            preflight("http://localhost:18080").headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://localhost:18080");
    assertThat(
            preflight("https://elsewhere.example")
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(provider.issuer().resolve("/oauth2/token"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .build(),
        BodyHandlers.ofString());
  }

  private String logInAndReturn(String nonce) throws Exception {
    HttpResponse<String> toLogin = get(authorize(Map.of("nonce", nonce)));
    assertThat(location(toLogin).getPath()).isEqualTo("/login");
    HttpResponse<String> loggedIn = submit("li.xiuying", provider.logins().get(0).password());
    HttpResponse<String> back =
        browser.send(
            HttpRequest.newBuilder(location(loggedIn)).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    assertThat(location(back).toString()).startsWith(PAGE.toString());
    return query(location(back)).get("code");
  }

  private HttpResponse<String> submit(String username, String password) throws Exception {
    var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page("/login").body());
    assertThat(csrf.find()).isTrue();
    return browser.send(
        HttpRequest.newBuilder(provider.issuer().resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    form(
                        Map.of(
                            "username", username, "password", password, "_csrf", csrf.group(1)))))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> page(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(provider.issuer().resolve(path)).build(), BodyHandlers.ofString());
  }

  private Map<String, String> authorize(Map<String, String> more) throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "claim-exchange-h5");
    parameters.put("redirect_uri", PAGE.toString());
    parameters.put("scope", "openid profile");
    parameters.put("state", "s1");
    parameters.put("code_challenge_method", "S256");
    parameters.put(
        "code_challenge",
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII))));
    parameters.putAll(more);
    return parameters;
  }

  private HttpResponse<String> get(Map<String, String> parameters) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(provider.issuer().resolve("/oauth2/authorize?" + form(parameters)))
            .header("Accept", "text/html")
            .build(),
        BodyHandlers.ofString());
  }

  private Map<String, String> tokens(String code, String codeVerifier) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(provider.issuer().resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        form(
                            Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                PAGE.toString(),
                                "client_id",
                                "claim-exchange-h5",
                                "code_verifier",
                                codeVerifier))))
                .build(),
            BodyHandlers.ofString());
    Map<String, String> members = new LinkedHashMap<>();
    new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(answer.body())
        .properties()
        .forEach(member -> members.put(member.getKey(), member.getValue().asText()));
    return members;
  }

  private ECKey key(SignedJWT token) throws Exception {
    for (var key : provider.keys()) {
      if (key.kid().equals(token.getHeader().getKeyID())) {
        return ECKey.parse(key.jwk());
      }
    }
    throw new AssertionError("signed with a key that the provider does not name");
  }

  private ProviderSettings settings(boolean embedded, int port) {
    return new ProviderSettings(
        embedded,
        folder,
        port,
        ProviderSettings.PAGE_CLIENT_ID,
        List.of(PAGE),
        List.of(LI_XIUYING));
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .cookieHandler(new CookieManager())
        .build();
  }

  private static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private static Map<String, String> query(URI uri) {
    return Pattern.compile("&")
        .splitAsStream(uri.getQuery())
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String form(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member ->
            member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
