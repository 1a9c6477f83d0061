package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The fault switches over HTTP, on the loopback only: {@code PUT /fault} with a {@link Fault} as
 * JSON ({@code {"kind":"slow","delayMillis":3000,"times":1}}), {@code DELETE /fault}.
 */
final class FaultAdmin implements AutoCloseable {
  private static final int LARGEST_BODY = 4096;

  private final HttpServer server;
  private final ObjectMapper json = new ObjectMapper();

  FaultAdmin(int port) throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  void start(FaultSwitch faults) {
    server.createContext("/fault", exchange -> handle(exchange, faults));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/fault";
  }

  private void handle(HttpExchange exchange, FaultSwitch faults) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange, faults), -1);
    }
  }

  private int status(HttpExchange exchange, FaultSwitch faults) throws IOException {
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        try {
          faults.set(json.readValue(body, Fault.class));
          yield 204;
        } catch (JacksonException e) {
          yield 400;
        }
      }
      case "DELETE" -> {
        faults.clear();
        yield 204;
      }
      default -> 405;
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
