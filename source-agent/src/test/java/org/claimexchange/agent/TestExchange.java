package org.claimexchange.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.AwaitedReleases;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/** The exchange's side of the agent's calls, strictly after docs/sources.md, over real HTTP. */
final class TestExchange implements AutoCloseable {
  private final HttpServer server;
  private final ECKey agentKey;
  private final Clock clock;
  private final Map<String, Instant> sessions = new LinkedHashMap<>();
  private final Set<String> spent = new HashSet<>();
  private final Map<String, Released> releases = new LinkedHashMap<>();

  final Map<String, byte[]> taken = new LinkedHashMap<>();
  final Map<String, SourceDocument> announced = new LinkedHashMap<>();
  final List<DocumentList> lists = new ArrayList<>();
  final List<String> requests = new ArrayList<>();
  Set<String> refused = new HashSet<>();

  /** Answers instead where it gives a status; 0 for as usual. */
  IntSupplier beforePut = () -> 0;

  int logins;
  boolean down;

  TestExchange(ECKey agentKey, Clock clock) throws IOException {
    this.agentKey = agentKey;
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void open(Released released) {
    releases.put(released.release, released);
  }

  void withdraw(String release) {
    releases.remove(release);
    sessions.clear();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readAllBytes();
      String path = http.getRequestURI().getPath();
      String call = http.getRequestMethod() + " " + path;
      requests.add(call);
      if (down) {
        answer(http, 503, "");
      } else if (call.equals("POST /oauth2/token")) {
        token(http, new String(body, StandardCharsets.UTF_8));
      } else if (!("Bearer token-" + logins)
          .equals(http.getRequestHeaders().getFirst("Authorization"))) {
        answer(http, 401, "");
      } else {
        under(http, call, path.split("/", -1), body);
      }
    } catch (Exception e) {
      answer(http, 500, "");
      throw new IllegalStateException(e);
    }
  }

  private void under(HttpExchange http, String call, String[] path, byte[] body)
      throws IOException {
    if (call.equals("GET /agent/releases")) {
      waiting(http);
      return;
    }
    var released = releases.get(path[3]);
    if (released == null) {
      answer(http, 404, "");
    } else if (path[path.length - 1].equals("evidence")) {
      evidence(http, released, body);
    } else if (!isOpen(http)) {
      answer(http, 403, "");
    } else if (path.length == 7) {
      put(http, path[6], body);
    } else {
      list(http, body);
    }
  }

  /** A hundred, behind the one that is named. */
  private void waiting(HttpExchange http) throws IOException {
    var query = http.getRequestURI().getQuery();
    var ids = List.copyOf(releases.keySet());
    int from = 0;
    if (query != null) {
      from = ids.indexOf(query.replaceAll("after=(.+)\\.0", "$1")) + 1;
    }
    var waiting =
        ids.stream()
            .skip(from)
            .limit(100)
            .map(id -> new AwaitedRelease(id, 0, Instant.parse("2026-12-24T00:00:00Z")))
            .toList();
    answer(http, 200, CanonicalJson.writeText(new AwaitedReleases(waiting)));
  }

  private boolean isOpen(HttpExchange http) {
    var until = sessions.get(http.getRequestHeaders().getFirst("Release-Session"));
    return until != null && clock.instant().isBefore(until);
  }

  private void evidence(HttpExchange http, Released released, byte[] body) throws IOException {
    String nonce = new ObjectMapper().readTree(body).get("nonce").asText();
    String session = "session-" + sessions.size() + "-" + nonce;
    sessions.put(session, clock.instant().plusSeconds(120));
    http.getResponseHeaders().set("Release-Session", session);
    answer(http, 200, CanonicalJson.writeText(released.shown(nonce)));
  }

  private void put(HttpExchange http, String id, byte[] body) throws IOException {
    int other = beforePut.getAsInt();
    if (other != 0) {
      answer(http, other, "");
      return;
    }
    String header = http.getRequestHeaders().getFirst("Source-Document");
    var document =
        CanonicalJson.readCanonical(Base64.getUrlDecoder().decode(header), SourceDocument.class);
    boolean right =
        document.document().equals(id)
            && document.size() == body.length
            && document.digest().equals(Digest.of(body));
    if (!right) {
      answer(http, 422, "");
    } else if (refused.contains(document.format())) {
      answer(
          http,
          422,
          "{\"status\":422,\"problems\":[{\"path\":\"input.setlinfo\",\"line\":3,"
              + "\"expected\":\"a table\"}]}");
    } else {
      taken.put(id, body);
      announced.put(id, document);
      answer(http, 204, "");
    }
  }

  private void list(HttpExchange http, byte[] body) throws IOException {
    var list = CanonicalJson.readCanonical(body, DocumentList.class);
    boolean whole =
        list.documents().stream().allMatch(one -> one.equals(announced.get(one.document())));
    if (!whole) {
      answer(http, 409, "{\"status\":409}");
      return;
    }
    lists.add(list);
    if (list.complete()) {
      releases.remove(list.release());
    }
    answer(http, 204, "");
  }

  private void token(HttpExchange http, String form) throws Exception {
    boolean asks =
        form.contains("grant_type=client_credentials") && form.contains("scope=system%2Fsource");
    String assertion =
        URLDecoder.decode(
            form.replaceAll(".*client_assertion=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    var jwt = SignedJWT.parse(assertion);
    var claims = jwt.getJWTClaimsSet();
    boolean right =
        asks
            && jwt.verify(new ECDSAVerifier(agentKey.toPublicJWK()))
            && claims.getIssuer().equals("hospital-third")
            && claims.getSubject().equals("hospital-third")
            && claims.getAudience().contains(url() + "/oauth2/token")
            && spent.add(claims.getJWTID());
    if (!right) {
      answer(http, 401, "");
      return;
    }
    logins++;
    answer(
        http,
        200,
        "{\"access_token\":\"token-" + logins + "\",\"token_type\":\"bearer\",\"expires_in\":300}");
  }

  private static void answer(HttpExchange http, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      http.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
