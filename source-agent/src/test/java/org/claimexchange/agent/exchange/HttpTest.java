package org.claimexchange.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.claimexchange.agent.exchange.ExchangeException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server that answers only once a call was given up. */
class HttpTest {
  private final CountDownLatch givenUp = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        http -> {
          try (http) {
            givenUp.await();
            http.sendResponseHeaders(204, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    givenUp.countDown();
    server.stop(0);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
  }

  @Test
  void aFileIsGivenMoreTimeThanACall() throws Exception {
    try (var client = HttpClient.newHttpClient();
        var sending = Executors.newVirtualThreadPerTaskExecutor()) {
      var http = new Http(client, new Http.Times(Duration.ofMillis(200), Duration.ofMinutes(5)));

      // given: a file is on its way
      var file = sending.submit(() -> http.sendFile(request()));
      // when: a call that was sent after it is given up
      assertThatThrownBy(() -> http.send(request()))
          .isInstanceOfSatisfying(
              ExchangeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT));
      givenUp.countDown();

      // then
      assertThat(file.get().status()).isEqualTo(204);
    }
  }
}
