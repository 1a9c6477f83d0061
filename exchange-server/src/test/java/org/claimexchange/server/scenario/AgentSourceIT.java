package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.AwaitedReleases;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hospitals whose agents call and send; who may call what, and when a body is read. */
class AgentSourceIT {
  private static final Part STAY = Claims.only(Claims.SECOND_STAY, "visit", "fee-list");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;
  @TempDir Path folder;
  private static final int PORT = port();

  /** The issuer of the sample provider, which a restart must not change. */
  private static final int PROVIDER = port();

  private static RunningExchange exchange;
  private static AgentCalls agent;
  private static AgentCalls other;

  @BeforeAll
  static void start() throws Exception {
    exchange = run();
    agent = new AgentCalls(exchange, "hospital-2");
    other = new AgentCalls(exchange, "hospital-1");
  }

  private static int port() {
    try {
      return RunningExchange.freePort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RunningExchange run() throws Exception {
    return RunningExchange.start(
        data,
        PORT,
        List.of(),
        List.of(
            "--exchange.embedded.provider-port=" + PROVIDER,
            "--exchange.sources.hospital-1.kind=agent",
            "--exchange.sources.hospital-2.kind=agent",
            "--exchange.pull.max-document=1MB"));
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void an_agent_hands_over_what_it_has_and_the_package_is_made() throws Exception {
    // given: a release waits, and the Task says for whom
    Carried claim = waiting();
    assertThat(claim.read().getBusinessStatus().getText()).contains("示范第二医院");
    String release = claim.release().id();
    assertThat(agent.awaited()).anyMatch(awaited -> awaited.release().equals(release));

    // when: it sends in two sessions, and the first list is not yet all
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    String first = agent.session(release);
    assertThat(agent.put(release, first, fees).statusCode()).isEqualTo(204);
    assertThat(agent.end(first, OwnFile.list(release, false, fees)).statusCode()).isEqualTo(204);
    assertThat(agent.awaited()).anyMatch(awaited -> awaited.release().equals(release));
    String second = agent.session(release);
    assertThat(agent.put(release, second, print).statusCode()).isEqualTo(204);
    assertThat(agent.end(second, OwnFile.list(release, true, fees, print)).statusCode())
        .isEqualTo(204);

    // then
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
    assertThat(agent.awaited()).noneMatch(awaited -> awaited.release().equals(release));
    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).containsExactly("01-费用清单.csv", "02-费用清单.pdf");
    assertThat(files.resolve("originals/01-费用清单.csv")).hasBinaryContent(fees.bytes());
  }

  @Test
  void the_evidence_is_what_a_guard_believes() throws Exception {
    Carried claim = waiting();

    HttpResponse<byte[]> answer = agent.evidence(claim.release().id(), 0);

    ReleasePresentation shown = CanonicalJson.read(answer.body(), ReleasePresentation.class);
    assertThat(shown.part().value().source()).isEqualTo("hospital-2");
    assertThat(shown.subject().value().name()).isEqualTo("王建国");
    var verifier =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                LedgerRoots.read(exchange.handover().resolve("trust")).byOrganization(),
                new Freshness.Within(
                    Duration.ofMinutes(1), Duration.ofSeconds(30), Clock.systemUTC())));
    var read =
        verifier.release(
            shown.evidence(),
            EvidenceExpectation.of(claim.release().id(), "hospital-2", AgentCalls.NONCE));
    assertThat(shown.part().opens(ReleasePresentation.PART, read.result().part())).isTrue();
    assertThat(shown.subject().opens(ReleasePresentation.SUBJECT, read.result().subject()))
        .isTrue();
  }

  @Test
  void the_same_bytes_again_are_done_and_other_bytes_under_the_name_are_refused() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    OwnFile fees = OwnFile.feeList();
    OwnFile another =
        OwnFile.of(
            "fees",
            "fee-list",
            fees.about().name(),
            "text/csv",
            "",
            OwnFile.feeListOfAnother().bytes());

    assertThat(agent.put(release, session, fees).statusCode()).isEqualTo(204);
    assertThat(agent.put(release, session, fees).statusCode()).isEqualTo(204);
    assertThat(agent.put(release, session, another).statusCode()).isEqualTo(409);
  }

  @Test
  void a_list_of_what_is_not_here_is_refused_and_names_it() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    agent.put(release, session, fees);

    HttpResponse<byte[]> answer = agent.end(session, OwnFile.list(release, true, fees, print));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(text(answer)).contains("\"missing\"", "fees-print");
    assertThat(claim.pull().status().ended()).isFalse();
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_with_field_and_line() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();

    HttpResponse<byte[]> answer = agent.put(release, agent.session(release), OwnFile.unreadable());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(text(answer))
        .contains("det_item_fee_sumamt", "\"line\":3", "expected")
        .doesNotContain("一百二十八");
  }

  @Test
  void bytes_that_are_not_the_announced_ones_are_refused() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    OwnFile fees = OwnFile.feeList();
    byte[] changed = fees.bytes().clone();
    changed[changed.length - 2] ^= 1;

    assertThat(agent.put(release, session, fees.about(), changed).statusCode()).isEqualTo(422);
    assertThat(agent.put(release, session, fees.about(), new byte[0]).statusCode()).isEqualTo(422);
    assertThat(count("pulled_document", claim)).isZero();
  }

  @Test
  void a_file_larger_than_agreed_is_refused_unread() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    OwnFile large = OwnFile.of("big", "fee-list", "清单.csv", "text/csv", "", new byte[1_048_577]);

    assertThat(agent.put(release, agent.session(release), large).statusCode()).isEqualTo(413);
  }

  @Test
  void without_a_session_of_this_release_and_this_source_nothing_is_taken() throws Exception {
    // given: two releases, and sessions of the other source and of the other release
    Carried claim = waiting();
    Carried second = waiting();
    Carried others = Carried.granted(exchange, Claims.only(Claims.FIRST_STAY, "visit", "fee-list"));
    others.awaitProblem("NOT_HANDED_OVER");
    String release = claim.release().id();
    OwnFile fees = OwnFile.feeList();

    // then
    assertThat(agent.put(release, "", fees).statusCode()).isEqualTo(403);
    assertThat(agent.put(release, "AAAA", fees).statusCode()).isEqualTo(403);
    assertThat(agent.put(release, agent.session(second.release().id()), fees).statusCode())
        .isEqualTo(403);
    assertThat(agent.put(release, other.session(others.release().id()), fees).statusCode())
        .isEqualTo(403);
    // and: another source learns nothing of this release, not even that it is there
    assertThat(other.awaited()).noneMatch(awaited -> awaited.release().equals(release));
    assertThat(other.evidence(release, 0).statusCode()).isEqualTo(404);
    assertThat(other.put(release, agent.session(release), fees).statusCode()).isEqualTo(404);
    assertThat(other.evidence("AAAAAAAAAAAAAAAAAAAAAA", 0).statusCode()).isEqualTo(404);
    assertThat(agent.evidence(release, 1).statusCode()).isEqualTo(404);
    assertThat(count("pulled_document", claim)).isZero();
  }

  @Test
  void an_announcement_that_cannot_be_read_is_the_callers_mistake() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    OwnFile fees = OwnFile.feeList();
    String right = CanonicalJson.writeText(fees.about());

    for (String about :
        List.of(
            "",
            "!!!!",
            base64(right.substring(0, right.length() - 1)),
            base64("null"),
            base64(right.replace("}", ",\"patient\":\"王建国\"}")),
            base64(right.replace("text/csv", "csv")))) {
      HttpResponse<byte[]> answer = agent.putUnder(release, session, about, fees.bytes());

      assertThat(answer.statusCode()).as(about).isEqualTo(400);
      assertThat(text(answer)).contains("Source-Document").doesNotContain("王建国");
    }
    assertThat(count("pulled_document", claim)).isZero();
  }

  @Test
  void a_list_that_leaves_no_room_for_the_evidence_beside_it_is_refused() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    String list = CanonicalJson.writeText(OwnFile.list(release, false));
    byte[] large = (list + " ".repeat(3_700_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(agent.end(release, session, large).statusCode()).isEqualTo(413);
    assertThat(claim.pull().status().ended()).isFalse();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_waits_behind_a_hundred_older_releases_is_shown_too() throws Exception {
    // given: 150 releases opened before this one, all at the same moment
    Carried claim = waiting();
    String release = claim.release().id();
    JdbcClient jdbc = exchange.bean(JdbcClient.class);
    jdbc.sql(
            """
            insert into release (id, consent, request, document, status, deadline, opened_at)
            select 'older-' || n, consent, request, document, 'OPEN', deadline,
              timestamptz '2026-01-01' from release, generate_series(1, 150) n where id = ?
            """)
        .param(release)
        .update();
    jdbc.sql(
            """
            insert into pull (release, part, source, status, waiting_until, changed_at)
            select 'older-' || n, 0, source, 'WAITING', waiting_until, changed_at
            from pull, generate_series(1, 150) n where release = ?
            """)
        .param(release)
        .update();
    try {
      // when
      List<AwaitedRelease> first = agent.awaited();
      String last = first.getLast().release() + ".0";
      List<AwaitedRelease> second =
          CanonicalJson.read(agent.awaited(last).body(), AwaitedReleases.class).releases();

      // then: nothing twice, nothing left out
      assertThat(first).hasSize(100).noneMatch(one -> one.release().equals(release));
      assertThat(second)
          .anyMatch(one -> one.release().equals(release))
          .doesNotContainAnyElementsOf(first);
      assertThat(Stream.concat(first.stream(), second.stream()))
          .filteredOn(one -> one.release().startsWith("older-"))
          .hasSize(150);
      // and: a place that is none, or none of this source, is refused
      assertThat(agent.awaited("older-1").statusCode()).isEqualTo(400);
      assertThat(agent.awaited("older-1.7").statusCode()).isEqualTo(400);
      assertThat(agent.awaited("unknown.0").statusCode()).isEqualTo(400);
      assertThat(other.awaited(last).statusCode()).isEqualTo(400);
    } finally {
      jdbc.sql("delete from pull where release like 'older-%'").update();
      jdbc.sql("delete from release where id like 'older-%'").update();
    }
  }

  @Test
  void a_session_ends_after_two_minutes() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    exchange
        .bean(JdbcClient.class)
        .sql("update push_session set expires_at = expires_at - interval '2 minutes'")
        .update();

    assertThat(agent.put(release, session, OwnFile.feeList()).statusCode()).isEqualTo(403);
  }

  @Test
  void after_a_withdrawal_nothing_is_taken_and_what_came_is_gone() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    String session = agent.session(release);
    OwnFile fees = OwnFile.feeList();
    agent.put(release, session, fees);

    claim.patient().withdraw(claim.consent());
    claim.awaitStatus(Task.TaskStatus.CANCELLED);

    assertThat(agent.put(release, session, OwnFile.printOf(fees)).statusCode()).isEqualTo(404);
    assertThat(agent.end(session, OwnFile.list(release, true, fees)).statusCode()).isEqualTo(404);
    assertThat(agent.evidence(release, 0).statusCode()).isEqualTo(404);
    assertThat(count("pulled_document", claim)).isZero();
    assertThat(count("push_session", claim)).isZero();
  }

  @Test
  void what_came_before_a_restart_stays() throws Exception {
    Carried claim = waiting();
    String release = claim.release().id();
    OwnFile fees = OwnFile.feeList();
    String session = agent.session(release);
    agent.put(release, session, fees);

    exchange.close();
    exchange = run();
    agent = new AgentCalls(exchange, "hospital-2");
    other = new AgentCalls(exchange, "hospital-1");

    assertThat(agent.end(session, OwnFile.list(release, true, fees)).statusCode()).isEqualTo(204);
    Carried after = claim.at(exchange);
    after.awaitStatus(Task.TaskStatus.COMPLETED);
    assertThat(Carried.originals(after.open(folder))).containsExactly("01-费用清单.csv");
  }

  /** Every route of agents and insurers, as method and path. */
  static Stream<Arguments> agentsRoutes() {
    return Stream.of(
        Arguments.of("GET", "/agent/releases"),
        Arguments.of("POST", "/agent/releases/r/0/evidence"),
        Arguments.of("POST", "/agent/releases/r/0/documents"),
        Arguments.of("PUT", "/agent/releases/r/0/documents/d"));
  }

  static Stream<Arguments> insurersRoutes() {
    return Stream.of(
        Arguments.of("POST", "/fhir/Task"),
        Arguments.of("GET", "/fhir/Task"),
        Arguments.of("GET", "/fhir/Task/t"),
        Arguments.of("PUT", "/fhir/Task/t"),
        Arguments.of("GET", "/fhir/DocumentReference/d"),
        Arguments.of("GET", "/packages/p"),
        Arguments.of("GET", "/packages/p/delivery"),
        Arguments.of("GET", "/packages/p/files"),
        Arguments.of("POST", "/packages/p/receipt"));
  }

  @ParameterizedTest
  @MethodSource("agentsRoutes")
  void an_agents_route_opens_to_no_insurer_and_to_nobody(String method, String path)
      throws Exception {
    String insurer = new TestTokens(exchange.keys("insurer-anxin")).token();

    assertThat(status(method, path, "")).isEqualTo(401);
    assertThat(status(method, path, insurer)).isIn(401, 403);
  }

  @ParameterizedTest
  @MethodSource("insurersRoutes")
  void a_sources_token_opens_no_route_of_insurers(String method, String path) throws Exception {
    assertThat(status(method, path, agent.token())).isIn(401, 403);
  }

  @Test
  void whatever_is_not_a_route_of_agents_is_closed_to_them_too() throws Exception {
    for (String method : List.of("GET", "DELETE", "POST")) {
      assertThat(status(method, "/agent", agent.token())).isEqualTo(403);
      assertThat(status(method, "/agent/releases/r/0", agent.token())).isEqualTo(403);
      assertThat(status(method, "/agent/releases/r/0/documents/d", agent.token())).isEqualTo(403);
    }
  }

  @Test
  void a_source_gets_no_insurers_scope_and_an_insurer_no_sources() throws Exception {
    HttpResponse<String> asInsurer = agent.askForToken("system/Task.cru");
    TestTokens anxin = new TestTokens(exchange.keys("insurer-anxin"));
    HttpResponse<String> asSource =
        anxin.ask(anxin.assertion(anxin.claims().build()), AgentCalls.SCOPE);

    assertThat(asInsurer.statusCode()).isEqualTo(400);
    assertThat(asInsurer.body()).contains("invalid_scope");
    assertThat(asSource.statusCode()).isEqualTo(400);
    assertThat(asSource.body()).contains("invalid_scope");
  }

  private static int status(String method, String path, String token) throws Exception {
    URI uri = exchange.uri(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static Carried waiting() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitProblem("NOT_HANDED_OVER");
    return claim;
  }

  private static int count(String table, Carried claim) {
    return exchange
        .bean(JdbcClient.class)
        .sql("select count(*) from " + table + " where release = ?")
        .param(claim.release().id())
        .query(Integer.class)
        .single();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
