package org.claimexchange.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.claimexchange.guard.proxy.GuardProxy;
import org.claimexchange.guard.proxy.ProxyLimits;
import org.claimexchange.guard.proxy.ProxySettings;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the proxy makes of an upstream that fails, hangs, floods, or says too much. */
class ProxyUpstreamTest {
  private static final SampleLedger LEDGER = new SampleLedger(GuardContract.NOW);
  private static final String EMPTY = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
  private static final String WANG = "urn:oid:2.16.156.10011.1.3%7C" + Shown.WANG.id().number();

  /** What the upstream answers to a search of diagnoses. */
  private record Said(int status, String body, String header, String value) {
    Said(int status, String body) {
      this(status, body, "X-Powered-By", "Ward 3");
    }
  }

  private final MovableClock clock = new MovableClock(GuardContract.NOW);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Headers> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private HttpServer upstream;
  private GuardProxy proxy;
  private volatile Said said = new Said(200, EMPTY);
  private volatile boolean hangs;

  ProxyUpstreamTest(@TempDir Path folder) throws IOException {
    var ledger = Files.createDirectories(folder.resolve("trust/ledger"));
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          ledger.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().get(0)));
    }
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy =
        GuardProxy.start(
            new ProxySettings(
                URI.create("http://127.0.0.1:" + upstream.getAddress().getPort() + "/r4"),
                Optional.empty(),
                Shown.SOURCE,
                "127.0.0.1",
                0,
                Optional.empty(),
                folder.resolve("trust"),
                folder.resolve("guard.log"),
                Optional.empty(),
                new ProxyLimits(100_000, Duration.ofSeconds(2), 20, 4)),
            clock,
            new SecureRandom());
  }

  @BeforeEach
  void startUpstream() {
    upstream.setExecutor(Executors.newCachedThreadPool());
    upstream.createContext(
        "/r4/",
        exchange -> {
          heard.add(exchange.getRequestHeaders());
          var path = exchange.getRequestURI().toString();
          var now =
              path.contains("Condition") || path.contains("metadata") ? said : new Said(200, EMPTY);
          if (hangs && path.contains("Condition")) {
            await();
          }
          exchange.getResponseHeaders().set(now.header(), now.value());
          var body = now.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(now.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
  }

  private void await() {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() throws IOException {
    hanging.countDown();
    proxy.close();
    upstream.stop(0);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.publicUrl() + path))
        .header("Authorization", "Bearer exchange");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> search() throws Exception {
    var nonce =
        CanonicalJson.read(
                send(request("/release/nonce").POST(HttpRequest.BodyPublishers.noBody())).body(),
                NonceGrant.class)
            .nonce();
    var shown = CanonicalJson.write(new Shown(LEDGER, clock.now).with(nonce));
    var session =
        CanonicalJson.read(
                send(request("/release/session")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(shown)))
                    .body(),
                SessionGrant.class)
            .session();
    return send(
        request("/fhir/Condition?patient.identifier=" + WANG)
            .header(SessionGrant.HEADER, session)
            .header("X-Forwarded-For", "10.0.0.1")
            .header("Cookie", "a=b")
            .header("X-Api-Key", "smuggled"));
  }

  private HttpResponse<String> assertSays(int status, String text) throws Exception {
    var answer = search();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("OperationOutcome", text);
    assertThat(answer.body()).doesNotContain("java.", "Exception", "/r4", "ward");
    return answer;
  }

  @Test
  void anUpstreamThatHangsIsGivenUp() throws Exception {
    hangs = true;

    assertSays(504, "quote ");
  }

  @Test
  void anOversizedAnswerIsBrokenOff() throws Exception {
    said = new Said(200, EMPTY + " ".repeat(200_000));

    assertSays(502, "too large; quote ");
  }

  @Test
  void whatAnUpstreamSaysOfItsFailureStaysInside() throws Exception {
    said = new Said(500, "java.sql.SQLException: at ward.db.internal:5432");

    assertSays(502, "quote ");
  }

  @Test
  void anAnswerThatCannotBeReadIsNotHandedOn() throws Exception {
    for (var body :
        List.of("<html>", "{\"resourceType\":\"Bundle\"", "{\"resourceType\":\"Patient\"}", "[]")) {
      said = new Said(200, body);
      assertSays(502, "cannot be read; quote ");
    }
  }

  @Test
  void anUpstreamThatIsDownIsA502() throws Exception {
    var before = search();
    assertThat(before.statusCode()).isEqualTo(200);
    upstream.stop(0);

    var answer =
        send(
            request("/release/nonce")
                .setHeader("Authorization", "Bearer fresh")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("cannot be reached; quote ");
  }

  @Test
  void aNextPageElsewhereIsNotFollowed() throws Exception {
    for (var link :
        List.of(
            "http://169.254.169.254/latest",
            "http://127.0.0.1:1/r4/x",
            "http://user@127.0.0.1/r4",
            "file:///etc/passwd",
            upstreamUrl() + "/r4/../admin",
            upstreamUrl() + "/r4evil")) {
      said =
          new Said(
              200,
              "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\","
                  + "\"url\":\""
                  + link
                  + "\"}]}");
      assertSays(502, "not its own; quote ");
    }
  }

  private String upstreamUrl() {
    return "http://127.0.0.1:" + upstream.getAddress().getPort();
  }

  @Test
  void pagesWithoutEndCostNoMoreThanAgreed() throws Exception {
    said =
        new Said(
            200,
            "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\","
                + "\"url\":\""
                + upstreamUrl()
                + "/r4/Condition?page=2\"}]}");

    assertSays(403, "TOO_COSTLY");

    assertThat(heard).hasSizeLessThan(40);
  }

  @Test
  void howLongToWaitIsHandedOnAndNothingElse() throws Exception {
    said = new Said(429, "ward", "Retry-After", "7");

    var answer = assertSays(503, "busy");

    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    said = new Said(429, "ward", "Retry-After", "soon\u0007");
    assertThat(search().headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void ofTheHeadersOnlyTheTokenIsHandedOn() throws Exception {
    var answer = search();

    assertThat(answer.headers().map()).doesNotContainKey("x-powered-by");
    var names =
        heard.stream()
            .flatMap(h -> h.keySet().stream())
            .map(String::toLowerCase)
            .collect(Collectors.toSet());
    assertThat(names)
        .contains("authorization")
        .isSubsetOf(
            "authorization",
            "accept",
            "host",
            "user-agent",
            "content-type",
            "content-length",
            "connection",
            "upgrade",
            "http2-settings");
  }

  @Test
  void theUpstreamsAddressIsInNoAnswer() throws Exception {
    said =
        new Said(
            200,
            "{\"resourceType\":\"CapabilityStatement\",\"implementation\":{\"url\":\""
                + upstreamUrl()
                + "/r4\"}}");

    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(proxy.publicUrl() + "/fhir/metadata")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(proxy.publicUrl() + "/fhir").doesNotContain(upstreamUrl());
  }
}
