package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.agent.RunningAgent;
import org.claimexchange.agent.RunningAgent.Manner;
import org.claimexchange.agent.SourceAgent.Round;
import org.claimexchange.agent.config.ConfigFile;
import org.claimexchange.guard.log.GuardLogCheck;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent itself before the running exchange: real evidence, real files, the sealed package. */
class SourceAgentIT {
  private static final Part STAY = Claims.only(Claims.SECOND_STAY, "visit", "fee-list");
  private static final String VISIT = "ZY2026082219";

  @TempDir static Path data;
  private static RunningExchange exchange;

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    exchange =
        RunningExchange.start(
            data,
            RunningExchange.freePort(),
            List.of(),
            List.of("--exchange.sources.hospital-2.kind=agent"));
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    file("费用清单.csv", OwnFile.feeList());
    file("费用清单.pdf", OwnFile.printOf(OwnFile.feeList()));
    file("费用清单-2.csv", OwnFile.feeListOfAnother());
  }

  private void file(String name, OwnFile file) throws IOException {
    Path target = folder.resolve("export").resolve(VISIT).resolve(name);
    Files.createDirectories(target.getParent());
    Files.write(target, file.bytes());
  }

  private Round once(boolean dryRun, String expected) throws Exception {
    Path handover = exchange.handover();
    String yaml =
        """
        participant: hospital-2
        exchange: %s
        key: %s
        trust: %s
        log: guard.log
        expected: %s
        folders:
          - root: export
            files:
              - {format: fee-list, pattern: "{visit}/费用清单*.csv", shown: [pdf]}
              - {format: front-page, pattern: "{visit}/病案首页*.csv"}
        """
            .formatted(
                exchange.uri("/").toString().replaceAll("/$", ""),
                handover.resolve("hospital-2/client-key.jwk"),
                handover.resolve("trust"),
                expected);
    Path config = Files.writeString(folder.resolve("agent.yaml"), yaml);
    // Files lie there for ten seconds, by this clock, and evidence is fresh by it too.
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(12));
    try (RunningAgent running =
        RunningAgent.open(
            ConfigFile.read(config),
            new Manner(dryRun, false, said::add, pause -> {}),
            clock,
            new SecureRandom())) {
      return running.agent().once();
    }
  }

  private static Carried waiting() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitProblem("NOT_HANDED_OVER");
    return claim;
  }

  @Test
  void what_the_agent_sends_is_in_the_sealed_package_and_nothing_of_another_patient()
      throws Exception {
    // given: a release waits, and a dry run has told of it without sending anything
    Carried claim = waiting();
    assertThat(once(true, "{}").failed()).as(said.toString()).isZero();
    assertThat(said).anyMatch(line -> line.contains("would send"));
    assertThat(claim.pull().problem()).isEqualTo("NOT_HANDED_OVER");

    // when
    Round round = once(false, "{}");

    // then
    assertThat(round.complete()).as(said.toString()).isPositive();
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).containsExactly("01-费用清单.csv", "02-费用清单.pdf");
    assertThat(files.resolve("originals/01-费用清单.csv")).hasBinaryContent(OwnFile.feeList().bytes());
    assertThat(Carried.document(files)).doesNotContain("陈志强", "310104197605039991");
    try (var log = Files.newInputStream(folder.resolve("guard.log"))) {
      assertThat(GuardLogCheck.chain(log)).isEmpty();
    }
  }

  @Test
  void a_withdrawal_in_between_stops_it_and_a_restart_goes_on() throws Exception {
    // given: two releases of which a part came, since a front page is expected
    Carried withdrawn = waiting();
    Carried kept = waiting();
    String expected = "{fee-list: [fee-list, front-page]}";
    assertThat(once(false, expected).waiting()).as(said.toString()).isGreaterThanOrEqualTo(2);

    // when: one patient withdraws, and the agent starts anew, no more waiting for a front page
    withdrawn.patient().withdraw(withdrawn.consent());
    withdrawn.awaitStatus(Task.TaskStatus.CANCELLED);
    said.clear();
    once(false, "{}");

    // then
    String release = withdrawn.release().id();
    assertThat(said).noneMatch(line -> line.contains(release));
    kept.awaitStatus(Task.TaskStatus.COMPLETED);
    assertThat(Carried.originals(kept.open(folder))).containsExactly("01-费用清单.csv", "02-费用清单.pdf");
  }
}
