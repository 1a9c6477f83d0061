package org.claimexchange.chaincode.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Tells over plain HTTP whether peers are served: {@code GET /healthz} answers 200, or 503 with the
 * reason. A port of its own, since who looks after processes has no peer's certificate.
 */
final class HealthDoor {
  private final HttpServer server;
  private final Supplier<Health> health;

  /** A thread for each caller: one that falls silent must not keep the others waiting. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param healthy whether peers are served
   * @param sentence why, or why not
   */
  record Health(boolean healthy, String sentence) {}

  HealthDoor(InetSocketAddress address, Supplier<Health> health) throws IOException {
    this.server = HttpServer.create(address, 0);
    this.health = health;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  void open() {
    server.start();
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/healthz")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Health now = health.get();
      byte[] body = (now.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(now.healthy() ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
