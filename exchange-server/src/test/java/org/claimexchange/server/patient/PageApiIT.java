package org.claimexchange.server.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of the page, against callers who are not the page. */
class PageApiIT {
  @TempDir static Path folder;
  private static PageUnderTest server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    server = PageUnderTest.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"requests/request-of-the-mother", "consents", "consents/any", "requests/none"})
  void nobody_reads_anything_without_a_login(String path) throws Exception {
    assertProblem(get(path, "Bearer no-such-session"), 401, "not-logged-in");
    assertProblem(get(path, ""), 401, "not-logged-in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "links/redeem",
        "requests/request-of-the-mother/text",
        "requests/request-of-the-mother/refuse"
      })
  void nobody_does_anything_without_a_login(String path) throws Exception {
    assertProblem(post(path, "{}"), 401, "not-logged-in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"idToken\":1,\"identity\":\"\"}",
        "{\"idToken\":\"a.b.c\"}",
        "{\"idToken\":\"a.b.c\",\"identity\":\"\",\"more\":1}",
        "{\"idToken\":\"a.b.c\",\"idToken\":\"d\",\"identity\":\"\"}"
      })
  void a_body_of_another_form_is_refused(String body) throws Exception {
    assertProblem(post("session", body), 400, "malformed");
  }

  @Test
  void a_body_that_is_too_large_is_refused() throws Exception {
    assertProblem(
        post("session", "{\"idToken\":\"" + "a".repeat(PageJson.MAX_BYTES) + "\"}"),
        413,
        "too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.",
        "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln"
      })
  void a_token_that_the_provider_did_not_sign_is_refused(String token) throws Exception {
    assertProblem(
        post("session", "{\"idToken\":\"" + token + "\",\"identity\":\"\"}"), 403, "login-refused");
  }

  @Test
  void a_QR_code_is_drawn_for_our_own_links_only() throws Exception {
    assertThat(post("link-code", "{\"link\":\"" + server.link("abc") + "\"}").statusCode())
        .isEqualTo(200);
    assertProblem(
        post("link-code", "{\"link\":\"https://elsewhere.example/h5/\"}"), 400, "malformed");
  }

  @Test
  void problems_are_told_in_the_readers_language() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api("consents")).header("Accept-Language", "en").build();

    assertThat(client.send(request, BodyHandlers.ofString()).body())
        .contains("Please log in again");
    assertThat(get("consents", "").body()).contains("请重新登录");
  }

  @Test
  void the_page_may_load_nothing_that_is_not_its_own() throws Exception {
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(server.page())).build(), BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void another_origin_may_not_call() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api("settings"))
            .header("Origin", "https://elsewhere.example")
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  private void assertProblem(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("reference").asText()).matches("[0-9A-Z]{5}-[0-9A-Z]{5}");
    assertThat(answer.body()).doesNotContain("Exception", "org.");
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(api(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(api(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static URI api(String path) {
    return URI.create(server.page() + "api/" + path);
  }
}
