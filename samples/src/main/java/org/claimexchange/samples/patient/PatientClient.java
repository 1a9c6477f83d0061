package org.claimexchange.samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;

/**
 * A patient: logs in, opens a link, grants or refuses, looks, withdraws. One object is one person
 * at one device; used by one thread.
 */
public final class PatientClient {
  private static final String LANGUAGE = "zh-CN";

  private final URI api;
  private final ProviderTrip provider;
  private final Clock clock;
  private final SecureRandom random;
  private final Answers answers = new Answers(HttpClient.newHttpClient());
  private String session = "";

  /**
   * Learns from the exchange where to log in.
   *
   * @param page address of the page, {@code …/h5/}
   */
  public PatientClient(URI page, Clock clock, SecureRandom random) {
    this.api = page.resolve("api/");
    this.clock = clock;
    this.random = random;
    JsonNode settings = get("settings").path("provider");
    this.provider =
        new ProviderTrip(
            settings.path("issuer").asText(), settings.path("clientId").asText(), page, random);
  }

  /** Logs in at the provider, and with its word at the exchange. */
  public void logIn(String username, String password) {
    String given = post("nonces", Map.of()).path("nonce").asText();
    // Never the exchange's words as they come: they could be the nonce of a consent it wrote
    // itself.
    String nonce =
        Digest.of(("claimexchange/login/v1|" + given).getBytes(StandardCharsets.UTF_8)).value();
    ProviderTrip.Tokens tokens = provider.logIn(username, password, nonce);
    session =
        post("session", Map.of("idToken", tokens.idToken(), "identity", tokens.identity()))
            .path("token")
            .asText();
  }

  /** The bearer token of the session, which opens the page's API and nothing else; empty before. */
  public String bearer() {
    return session;
  }

  /**
   * Opens a one-time link.
   *
   * @param link as the insurer got it, with the token behind the last slash of its fragment
   * @return id of the request
   */
  public String open(URI link) {
    String token = link.getFragment().substring(link.getFragment().lastIndexOf('/') + 1);
    return post("links/redeem", Map.of("token", token)).path("request").asText();
  }

  /** What is asked, as the page gets it. */
  public JsonNode request(String id) {
    return get("requests/" + id + "?language=" + LANGUAGE);
  }

  /**
   * Grants what is asked, after the choice.
   *
   * @param request id of the request
   * @param choice what to make of each part that is asked for; a part without categories is left
   *     out
   * @return id of the consent, which is the receipt's number
   */
  public String grant(String request, UnaryOperator<Part> choice) {
    return handIn(request, sign(request, choice));
  }

  /** A consent signed, but not yet handed in. It hides itself from logs. */
  public record Signed(
      ConsentStatement statement, ConsentOpenings openings, GrantorProof proof, String text) {
    @Override
    public String toString() {
      return "Signed[" + statement.consent() + "]";
    }
  }

  /** Reads the text, signs with a key made for it, and goes to the provider a second time. */
  public Signed sign(String request, UnaryOperator<Part> choice) {
    JsonNode asked = request(request);
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : asked.path("parts")) {
      Part chosen = choice.apply(CanonicalJson.convert(part.path("part"), Part.class));
      if (!chosen.categories().isEmpty()) {
        parts.add(chosen);
      }
    }
    JsonNode shown =
        post(
            "requests/" + request + "/text",
            Map.of("language", LANGUAGE, "parts", CanonicalJson.tree(parts)));
    String text = shown.path("text").asText();
    ConsentOpenings openings = openings(asked, parts, shown);
    ConsentStatement statement = ConsentStatement.of(Salt.fresh(random).value(), request, openings);
    SigningKey key = SigningKey.fresh(random);
    ProviderTrip.Tokens tokens = provider.silently(key.nonce(statement.digest()));
    return new Signed(statement, openings, key.prove(statement.canonicalBytes(), tokens), text);
  }

  /** Hands a signed consent in; the same again answers the same. */
  public String handIn(String request, Signed signed) {
    return post("requests/" + request + "/grant", CanonicalJson.tree(signed))
        .path("consent")
        .asText();
  }

  /** Says no. */
  public void refuse(String request) {
    post("requests/" + request + "/refuse", Map.of());
  }

  /** One's consents, newest first. */
  public JsonNode consents() {
    return get("consents?language=" + LANGUAGE).path("consents");
  }

  /** One consent, as the page gets it. */
  public JsonNode consent(String id) {
    return get("consents/" + id + "?language=" + LANGUAGE);
  }

  /** A withdrawal that was signed, for whoever hands it in. */
  public record SignedWithdrawal(WithdrawalStatement statement, GrantorProof proof) {
    @Override
    public String toString() {
      return "SignedWithdrawal[…]";
    }
  }

  /** Withdraws a consent. */
  public void withdraw(String id) {
    SignedWithdrawal signed = signWithdrawal(id);
    post(
        "consents/" + id + "/withdraw",
        Map.of(
            "statement",
            CanonicalJson.tree(signed.statement()),
            "proof",
            CanonicalJson.tree(signed.proof())));
  }

  /** Signs a withdrawal and hands it in nowhere. */
  public SignedWithdrawal signWithdrawal(String id) {
    var statement =
        new WithdrawalStatement(
            WithdrawalStatement.TYPE,
            id,
            new Digest(consent(id).path("statementDigest").asText()),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    SigningKey key = SigningKey.fresh(random);
    ProviderTrip.Tokens tokens = provider.silently(key.nonce(statement.digest()));
    return new SignedWithdrawal(statement, key.prove(statement.canonicalBytes(), tokens));
  }

  private ConsentOpenings openings(JsonNode asked, List<Part> parts, JsonNode shown) {
    List<Recipient> recipients = new ArrayList<>();
    for (JsonNode one : (ArrayNode) asked.path("recipients")) {
      Map<String, String> bare =
          Map.of(
              "participant", one.path("participant").asText(), "role", one.path("role").asText());
      recipients.add(CanonicalJson.convert(CanonicalJson.tree(bare), Recipient.class));
    }
    var text =
        new ShownText(
            shown.path("template").asText(),
            shown.path("language").asText(),
            Digest.of(
                shown.path("text").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return new ConsentOpenings(
        opening(ConsentOpenings.SUBJECT, value(asked, "subject", Person.class)),
        opening(ConsentOpenings.GRANTOR, value(asked, "grantor", Person.class)),
        opening(ConsentOpenings.RELATION, value(asked, "relation", RelationKind.class)),
        opening(ConsentOpenings.RECIPIENTS, recipients),
        opening(ConsentOpenings.PURPOSE, value(asked, "purpose", Purpose.class)),
        parts.stream().map(part -> opening(ConsentOpenings.PART, part)).toList(),
        opening(ConsentOpenings.TERMS, value(shown, "terms", Terms.class)),
        opening(ConsentOpenings.SHOWN, text),
        opening(ConsentOpenings.WITNESS, List.of()));
  }

  private <T> Opening<T> opening(String name, T value) {
    return Opening.of(random, name, value);
  }

  private static <T> T value(JsonNode tree, String name, Class<T> type) {
    return CanonicalJson.convert(tree.path(name), type);
  }

  private JsonNode get(String path) {
    return answers.json(request(path, HttpRequest.newBuilder().GET()));
  }

  private JsonNode post(String path, Object body) {
    return answers.json(
        request(
            path,
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.write(body)))));
  }

  private HttpRequest.Builder request(String path, HttpRequest.Builder request) {
    request.uri(api.resolve(path)).header("Accept-Language", LANGUAGE);
    return session.isEmpty() ? request : request.header("Authorization", "Bearer " + session);
  }
}
