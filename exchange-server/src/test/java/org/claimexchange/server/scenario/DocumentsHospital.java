package org.claimexchange.server.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.log.FileGuardLog;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;

/**
 * The second hospital as one that has its own documents only, over HTTP; the guard is the real one.
 */
final class DocumentsHospital implements AutoCloseable {
  private static final String CALLER = "exchange";

  private final HttpServer server;
  private final ReleaseGuard guard;
  private final FileGuardLog log;
  private final List<String> fetched = new ArrayList<>();
  private volatile List<OwnFile> files = List.of();
  private volatile boolean complete;
  private volatile String release = "";

  private DocumentsHospital(HttpServer server, ReleaseGuard guard, FileGuardLog log) {
    this.server = server;
    this.guard = guard;
    this.log = log;
  }

  static DocumentsHospital start(int port, Path trust, Path folder) throws IOException {
    FileGuardLog log = FileGuardLog.open(folder.resolve("guard.log"), Clock.systemUTC());
    ReleaseGuard guard =
        new ReleaseGuard(
            "hospital-2", LedgerRoots.read(trust), log, Clock.systemUTC(), new SecureRandom());
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    var hospital = new DocumentsHospital(server, guard, log);
    server.createContext("/", hospital::answer);
    server.start();
    return hospital;
  }

  /** What it has from now on. */
  void has(boolean all, OwnFile... more) {
    files = List.of(more);
    complete = all;
  }

  /** The files that were fetched, by their names, in order. */
  synchronized List<String> fetched() {
    return List.copyOf(fetched);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (path) {
        case "/oauth2/token" ->
            send(
                exchange,
                200,
                "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":300}"
                    .getBytes(StandardCharsets.UTF_8));
        case "/release/nonce" -> send(exchange, 200, CanonicalJson.write(guard.issueNonce()));
        case "/release/session" -> session(exchange, body);
        default -> documents(exchange, path);
      }
    }
  }

  private void session(HttpExchange exchange, byte[] body) throws IOException {
    try {
      SessionGrant grant = guard.open(CALLER, CanonicalJson.read(body, ReleasePresentation.class));
      release = guard.session(CALLER, grant.session()).release();
      send(exchange, 200, CanonicalJson.write(grant));
    } catch (GuardException e) {
      send(exchange, 403, CanonicalJson.write(Map.of("code", e.code())));
    }
  }

  private void documents(HttpExchange exchange, String path) throws IOException {
    try {
      guard.session(CALLER, exchange.getRequestHeaders().getFirst(SessionGrant.HEADER));
    } catch (GuardException e) {
      send(exchange, 401, new byte[0]);
      return;
    }
    if (path.equals("/documents")) {
      send(exchange, 200, CanonicalJson.write(OwnFile.list(release, complete, files)));
      return;
    }
    String name = path.substring("/documents/".length());
    synchronized (this) {
      fetched.add(name);
    }
    for (OwnFile file : files) {
      if (file.about().document().equals(name)) {
        send(exchange, 200, file.bytes());
        return;
      }
    }
    send(exchange, 404, new byte[0]);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    log.close();
  }
}
