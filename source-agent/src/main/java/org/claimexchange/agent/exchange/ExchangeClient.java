package org.claimexchange.agent.exchange;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.claimexchange.agent.exchange.ExchangeException.Kind;
import org.claimexchange.agent.exchange.PutOutcome.Complaint;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.AwaitedReleases;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/** What an agent asks of the exchange, see {@code docs/sources.md}. Not for several threads. */
public final class ExchangeClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_PAGES = 50;
  private static final int MOST_COMPLAINTS = 100;
  private static final int LONGEST_WORD = 200;
  private static final int LARGE = 256 * 1024;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .build();

  private final URI exchange;
  private final Http http;
  private final Login login;

  /**
   * @param exchange its address, without a slash at the end
   * @param tls whom to believe; the platform's own roots if empty
   * @param participant this source's id in the register
   * @param key this participant's private key, EC P-384
   */
  public ExchangeClient(
      URI exchange,
      Optional<SSLContext> tls,
      String participant,
      ECKey key,
      Clock clock,
      SecureRandom random) {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    tls.ifPresent(client::sslContext);
    this.exchange = exchange;
    this.http = new Http(client.build());
    this.login = new Login(http, at("/oauth2/token"), participant, key, clock, random);
  }

  private URI at(String path) {
    return URI.create(exchange + path);
  }

  /** The releases that wait for this source, the oldest first; at most 5,000 of them. */
  public List<AwaitedRelease> waiting() throws ExchangeException, InterruptedException {
    var all = new LinkedHashMap<String, AwaitedRelease>();
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      List<AwaitedRelease> some = waiting(after);
      int before = all.size();
      for (AwaitedRelease release : some) {
        after = release.release() + "." + release.part();
        all.put(after, release);
      }
      // An exchange that brings nothing new would do so for ever.
      if (some.size() < AwaitedReleases.MOST || all.size() == before) {
        break;
      }
    }
    return List.copyOf(all.values());
  }

  private List<AwaitedRelease> waiting(String after)
      throws ExchangeException, InterruptedException {
    String query = after.isEmpty() ? "" : "?after=" + after;
    var answer = send(HttpRequest.newBuilder(at("/agent/releases" + query)).GET());
    expectOk(answer);
    var releases = read(answer.body(), AwaitedReleases.class).releases();
    for (AwaitedRelease release : releases) {
      boolean plain = release.release().matches("[A-Za-z0-9_-]{1,64}") && release.part() >= 0;
      if (!plain || releases.size() > AwaitedReleases.MOST) {
        throw new ExchangeException(Kind.NOT_UNDERSTOOD);
      }
    }
    return releases;
  }

  /**
   * Fresh evidence for a nonce of ours.
   *
   * @throws ExchangeException {@link Kind#REFUSED} where the release is over
   */
  public Presented evidence(AwaitedRelease release, String nonce)
      throws ExchangeException, InterruptedException {
    var answer =
        send(
            HttpRequest.newBuilder(at(path(release) + "/evidence"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(CanonicalJson.write(Map.of("nonce", nonce)))));
    expectOk(answer);
    if (!answer.session().matches("[!-~]{1,512}")) {
      throw new ExchangeException(Kind.NOT_UNDERSTOOD);
    }
    return new Presented(read(answer.body(), ReleasePresentation.class), answer.session());
  }

  /**
   * Hands over one document.
   *
   * @throws ExchangeException {@link Kind#TIMED_OUT} where it did not come through in five minutes
   */
  public PutOutcome put(
      AwaitedRelease release, String session, SourceDocument document, byte[] bytes)
      throws ExchangeException, InterruptedException {
    String announced =
        Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.write(document));
    var answer =
        sendFile(
            HttpRequest.newBuilder(at(path(release) + "/documents/" + document.document()))
                .header("Content-Type", document.mediaType())
                .header(SessionGrant.HEADER, session)
                .header("Source-Document", announced)
                // So that a large file is not sent to somebody who refuses it unread.
                .expectContinue(bytes.length > LARGE)
                .PUT(BodyPublishers.ofByteArray(bytes)));
    if (answer.ok()) {
      return new PutOutcome.Taken();
    }
    return switch (answer.status()) {
      case 403 -> new PutOutcome.NoSession();
      case 408 -> throw new ExchangeException(Kind.TIMED_OUT);
      // What 400 speaks of, the announcement, will be the same the next time.
      case 400, 409, 413, 415 -> new PutOutcome.NotTaken(complaints(answer.body()), true);
      case 422 -> {
        var complaints = complaints(answer.body());
        yield new PutOutcome.NotTaken(complaints, !complaints.isEmpty());
      }
      default -> throw new ExchangeException(Kind.REFUSED);
    };
  }

  /** Says what all was put, and whether more comes. */
  public ListOutcome list(AwaitedRelease release, String session, DocumentList list)
      throws ExchangeException, InterruptedException {
    var answer =
        send(
            HttpRequest.newBuilder(at(path(release) + "/documents"))
                .header("Content-Type", "application/json")
                .header(SessionGrant.HEADER, session)
                .POST(BodyPublishers.ofByteArray(CanonicalJson.write(list))));
    if (answer.ok()) {
      return new ListOutcome.Taken();
    }
    return switch (answer.status()) {
      case 403 -> new ListOutcome.NoSession();
      case 409 -> new ListOutcome.Missing();
      default -> throw new ExchangeException(Kind.REFUSED);
    };
  }

  private static String path(AwaitedRelease release) {
    return "/agent/releases/" + release.release() + "/" + release.part();
  }

  @FunctionalInterface
  private interface Way {
    Http.Answer send(HttpRequest.Builder request) throws ExchangeException, InterruptedException;
  }

  private Http.Answer send(HttpRequest.Builder request)
      throws ExchangeException, InterruptedException {
    return send(request, http::send);
  }

  private Http.Answer sendFile(HttpRequest.Builder request)
      throws ExchangeException, InterruptedException {
    return send(request, http::sendFile);
  }

  /** With the token; where it is taken no more, once again with a fresh one. */
  private Http.Answer send(HttpRequest.Builder request, Way way)
      throws ExchangeException, InterruptedException {
    var answer = way.send(request.copy().header("Authorization", "Bearer " + login.token()));
    if (answer.status() == 401) {
      login.forget();
      answer = way.send(request.copy().header("Authorization", "Bearer " + login.token()));
    }
    if (answer.status() == 401) {
      throw new ExchangeException(Kind.LOGIN);
    }
    return answer;
  }

  private static void expectOk(Http.Answer answer) throws ExchangeException {
    if (!answer.ok()) {
      throw new ExchangeException(Kind.REFUSED);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) throws ExchangeException {
    try {
      return CanonicalJson.read(json, type);
    } catch (MalformedJsonException | IllegalArgumentException e) {
      throw new ExchangeException(Kind.NOT_UNDERSTOOD);
    }
  }

  /** Problem details (RFC 9457) with the member {@code problems}; whatever else it says is left. */
  private static List<Complaint> complaints(byte[] body) {
    List<Complaint> complaints = new ArrayList<>();
    try {
      JsonNode tree = JSON.readTree(body);
      for (JsonNode problem : tree == null ? List.<JsonNode>of() : tree.path("problems")) {
        if (complaints.size() < MOST_COMPLAINTS) {
          complaints.add(
              new Complaint(
                  word(problem.path("path")),
                  problem.path("line").asInt(0),
                  word(problem.path("expected"))));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return complaints;
  }

  /** Shown on a terminal, so only what shows. */
  private static String word(JsonNode node) {
    String text = node.asText("").replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S}]", " ");
    return text.substring(0, Math.min(text.length(), LONGEST_WORD));
  }
}
