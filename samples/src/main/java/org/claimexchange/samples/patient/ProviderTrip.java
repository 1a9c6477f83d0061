package org.claimexchange.samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;

/**
 * Trips to the identity provider: authorization code with PKCE (RFC 7636), the login form filled in
 * where it is shown, the second trip silent ({@code prompt=none}).
 */
final class ProviderTrip {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">");

  private final String issuer;
  private final String clientId;
  private final URI page;
  private final SecureRandom random;
  private final Answers answers =
      new Answers(
          HttpClient.newBuilder()
              .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
              .followRedirects(HttpClient.Redirect.NEVER)
              .build());

  ProviderTrip(String issuer, String clientId, URI page, SecureRandom random) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.page = page;
    this.random = random;
  }

  /** What comes back from a trip. It hides itself from logs. */
  record Tokens(String idToken, String identity, Person person) {
    @Override
    public String toString() {
      return "Tokens[…]";
    }
  }

  /** Logs in with name and password. */
  Tokens logIn(String username, String password, String nonce) {
    return travel(nonce, false, username, password);
  }

  /** Goes again while logged in; the provider asks nothing. */
  Tokens silently(String nonce) {
    return travel(nonce, true, "", "");
  }

  private Tokens travel(String nonce, boolean silent, String username, String password) {
    JsonNode addresses =
        answers.json(
            HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")));
    String verifier = Salt.fresh(random).value() + Salt.fresh(random).value();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", page.toString());
    query.put("scope", "openid profile");
    query.put("state", Salt.fresh(random).value());
    query.put("nonce", nonce);
    query.put("code_challenge", Digest.of(verifier.getBytes(StandardCharsets.UTF_8)).value());
    query.put("code_challenge_method", "S256");
    if (silent) {
      query.put("prompt", "none");
    }
    URI start = URI.create(addresses.path("authorization_endpoint").asText() + "?" + form(query));
    URI back = follow(start, username, password);
    Map<String, String> result = Answers.query(back);
    if (!query.get("state").equals(result.get("state")) || !result.containsKey("code")) {
      throw new PatientException(0, result.getOrDefault("error", "no code came back"));
    }
    return redeem(addresses, result.get("code"), verifier);
  }

  /** Follows redirects, fills in the form once, and stops at the page's own address. */
  private URI follow(URI start, String username, String password) {
    URI next = start;
    for (int hop = 0; hop < 10; hop++) {
      if (next.toString().startsWith(page.toString())) {
        return next;
      }
      HttpResponse<String> answer =
          answers.send(HttpRequest.newBuilder(next).header("Accept", "text/html"));
      next =
          answer.statusCode() == 200
              ? Answers.location(answers.send(filledIn(next, answer.body(), username, password)))
              : Answers.location(answer);
    }
    throw new PatientException(0, "the provider redirects without end");
  }

  private static HttpRequest.Builder filledIn(
      URI at, String html, String username, String password) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", username);
    fields.put("password", password);
    Matcher hidden = HIDDEN.matcher(html);
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    return post(at.resolve("login"), fields);
  }

  private Tokens redeem(JsonNode addresses, String code, String verifier) {
    JsonNode tokens =
        answers.json(
            post(
                URI.create(addresses.path("token_endpoint").asText()),
                Map.of(
                    "grant_type", "authorization_code",
                    "code", code,
                    "redirect_uri", page.toString(),
                    "client_id", clientId,
                    "code_verifier", verifier)));
    String identity =
        answers
            .send(
                HttpRequest.newBuilder(URI.create(addresses.path("userinfo_endpoint").asText()))
                    .header("Authorization", "Bearer " + tokens.path("access_token").asText()))
            .body()
            .strip();
    return new Tokens(tokens.path("id_token").asText(), identity, person(identity));
  }

  private static Person person(String jwt) {
    String payload = jwt.split("\\.", -1)[1];
    JsonNode claims =
        Answers.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    return new Person(
        new PersonId(
            IdSystem.ofUri(claims.path("id_type").asText()), claims.path("id_number").asText()),
        claims.path("name").asText());
  }

  /** The person as the exchange's API writes one. */
  static JsonNode tree(Person person) {
    return CanonicalJson.tree(person);
  }

  private static HttpRequest.Builder post(URI address, Map<String, String> fields) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
