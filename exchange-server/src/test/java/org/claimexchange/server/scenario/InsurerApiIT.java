package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What insurers may ask, and what bad input gets. */
class InsurerApiIT {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;
  private static RunningExchange exchange;
  private static TestTokens anxin;
  private static TestTokens ruibao;

  @BeforeAll
  static void start() throws IOException {
    exchange = RunningExchange.start(data);
    anxin = new TestTokens(exchange.keys("insurer-anxin"));
    ruibao = new TestTokens(exchange.keys("insurer-ruibao"));
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void theExampleOfTheDocsIsTakenInAndGetsALink() throws Exception {
    String example = example().replace("DR-2026-0008812-1", "docs-1");

    HttpResponse<String> answer = post(example, anxin);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Task task = FHIR.newJsonParser().parseResource(Task.class, answer.body());
    assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.RECEIVED);
    assertThat(output(task, "link")).startsWith(exchange.uri("/h5/#/r/").toString());
    assertThat(output(task, "request-transaction")).hasSize(64);
    assertThat(answer.headers().firstValue("Location")).contains("/fhir/Task/" + task.getIdPart());
  }

  @Test
  void theSameTaskTwiceIsTakenInOnce() throws Exception {
    String example = example().replace("DR-2026-0008812-1", "twice-1");

    HttpResponse<String> first = post(example, anxin);
    HttpResponse<String> second = post(example, anxin);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void anIdentifierThatBelongsToAnotherTaskIsAConflict() throws Exception {
    String example = example().replace("DR-2026-0008812-1", "conflict-1");
    post(example, anxin);

    HttpResponse<String> other = post(example.replace("claim-review", "direct-settlement"), anxin);

    assertThat(other.statusCode()).isEqualTo(409);
  }

  @Test
  void aBrokenTaskIsAnsweredWithAllItsProblemsAtOnce() throws Exception {
    String broken =
        example()
            .replace("310101198503029974", "310101198503029975")
            .replace("\"claim-review\"", "\"marketing\"")
            .replace("\"fee-list\"", "\"secrets\"")
            .replace("2025-12-01", "2027-12-01");

    HttpResponse<String> answer = post(broken, anxin);

    assertThat(answer.statusCode()).isEqualTo(422);
    OperationOutcome outcome =
        FHIR.newJsonParser().parseResource(OperationOutcome.class, answer.body());
    Set<String> places =
        outcome.getIssue().stream()
            .map(issue -> issue.getExpression().getFirst().getValue())
            .collect(Collectors.toSet());
    assertThat(places)
        .contains(
            "Task.for.identifier.value",
            "Task.input(purpose)",
            "Task.input(part)[0]",
            "Task.input(cover-period)");
    assertThat(answer.body()).doesNotContain("310101198503029975").doesNotContain("marketing");
  }

  @Test
  void aTaskForAnUnknownSourceIsRefusedBeforeItIsKept() throws Exception {
    HttpResponse<String> answer =
        post(
            example()
                .replace("DR-2026-0008812-1", "source-1")
                .replace("\"value\": \"hospital-1\"", "\"value\": \"hospital-9\""),
            anxin);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("a source that is registered and active");
  }

  @Test
  void anElementThatFhirDoesNotKnowIsRefused() throws Exception {
    HttpResponse<String> answer =
        post(example().replace("\"intent\"", "\"bankAccount\": \"6222\", \"intent\""), anxin);

    assertThat(answer.statusCode()).isEqualTo(422);
  }

  @Test
  void aTaskThatIsTooLargeIsNotRead() throws Exception {
    HttpResponse<String> answer = post(example() + " ".repeat(300 * 1024), anxin);

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aRequestForSomebodyNobodyKnowsLooksLikeAnyOther() throws Exception {
    String stranger =
        example()
            .replace("DR-2026-0008812-1", "stranger-1")
            .replace("310101198503029974", "310101200001010018");

    HttpResponse<String> answer = post(stranger, anxin);

    Task task = FHIR.newJsonParser().parseResource(Task.class, answer.body());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.RECEIVED);
    assertThat(output(task, "link")).isNotEmpty();
  }

  @Test
  void anInsurerFindsItsOwnTasksAndNobodyElses() throws Exception {
    String id = id(post(example().replace("DR-2026-0008812-1", "own-1"), anxin));

    assertThat(get("/fhir/Task/" + id, anxin.token()).statusCode()).isEqualTo(200);
    assertThat(get("/fhir/Task/" + id, ruibao.token()).statusCode()).isEqualTo(404);
    assertThat(total("/fhir/Task?_id=" + id, anxin)).isEqualTo(1);
    assertThat(total("/fhir/Task?_id=" + id, ruibao)).isZero();
    assertThat(total("/fhir/Task?group-identifier=x%7CPA2026-0008812", ruibao)).isZero();
    assertThat(total("/fhir/Task?group-identifier=x%7CPA2026-0008812", anxin)).isPositive();
  }

  @ParameterizedTest(name = "{0} {1} by {2}: {3}")
  @CsvSource({
    "GET,  /fhir/metadata,                 nobody,       200",
    "GET,  /.well-known/smart-configuration, nobody,     200",
    "GET,  /.well-known/jwks.json,         nobody,       200",
    "GET,  /actuator/health,               nobody,       200",
    "GET,  /actuator/env,                  nobody,       401|403|404",
    "GET,  /actuator/env,                  insurer,      401|403|404",
    "GET,  /fhir/Task,                     nobody,       401",
    "GET,  /fhir/Task,                     insurer,      200",
    "GET,  /fhir/Task,                     other-scope,  403",
    "GET,  /fhir/Task,                     forged,       401",
    "POST, /fhir/Task,                     nobody,       401",
    "POST, /fhir/Task,                     other-scope,  403",
    "GET,  /fhir/Task/unknown,             insurer,      404",
    "GET,  /fhir/Patient,                  insurer,      403",
    "GET,  /fhir/Consent/x,                insurer,      403",
    "GET,  /fhir/DocumentReference/x,      nobody,       401",
    "GET,  /fhir/DocumentReference/x,      insurer,      404",
    "GET,  /packages/x,                    nobody,       401",
    "GET,  /packages/x,                    insurer,      404",
    "GET,  /packages/x/delivery,           insurer,      404",
    "POST, /packages/x/receipt,            nobody,       401",
    "POST, /packages/x/receipt,            insurer,      404",
    "DELETE, /packages/x,                  insurer,      403",
    "GET,  /oauth2/authorize,              nobody,       401|403|404",
    "POST, /oauth2/token,                  nobody,       400|401",
    "GET,  /anything,                      insurer,      401|403|404",
  })
  void everyRouteKnowsWhoMayCallIt(String method, String path, String who, String expected)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(exchange.uri(path))
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    switch (who) {
      case "insurer" -> request.header("Authorization", "Bearer " + anxin.token());
      case "other-scope" ->
          request.header("Authorization", "Bearer " + anxin.token("system/DocumentReference.rs"));
      case "forged" -> request.header("Authorization", "Bearer " + anxin.forged());
      default -> assertThat(who).isEqualTo("nobody");
    }

    int status = HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();

    assertThat(Set.of(expected.split("\\|"))).contains(String.valueOf(status));
  }

  /** Posts the example under another identifier to this server; answers the Task's id. */
  static String posted(RunningExchange server, TestTokens who, String identifier) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(server.uri("/fhir/Task"))
                .header("Authorization", "Bearer " + who.token())
                .header("Content-Type", "application/fhir+json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        example().replace("DR-2026-0008812-1", identifier)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return id(answer);
  }

  private static HttpResponse<String> post(String task, TestTokens who) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(exchange.uri("/fhir/Task"))
            .header("Authorization", "Bearer " + who.token())
            .header("Content-Type", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofString(task))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(exchange.uri(path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int total(String path, TestTokens who) throws Exception {
    String body = get(path, who.token()).body();
    return FHIR.newJsonParser().parseResource(Bundle.class, body).getTotal();
  }

  private static String id(HttpResponse<String> answer) {
    return FHIR.newJsonParser().parseResource(Task.class, answer.body()).getIdPart();
  }

  private static String output(Task task, String code) {
    return task.getOutput().stream()
        .filter(o -> o.getType().getCodingFirstRep().getCode().equals(code))
        .map(o -> o.getValue().primitiveValue())
        .findFirst()
        .orElse("");
  }

  /** The first JSON block of the page for insurers. */
  private static String example() throws IOException {
    String page = Files.readString(Path.of("../docs/insurers.md"));
    int start = page.indexOf("```json") + "```json".length();
    return page.substring(start, page.indexOf("```", start));
  }
}
