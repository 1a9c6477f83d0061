package org.claimexchange.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.claimexchange.agent.RunningAgent.Manner;
import org.claimexchange.agent.SourceAgent.Round;
import org.claimexchange.agent.config.ConfigFile;
import org.claimexchange.guard.log.GuardLogCheck;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent before an exchange of the test: real HTTP, evidence that real peers' keys signed. */
class SourceAgentTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final Person WANG =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "31010119680412997X"), "王建国");
  private static final Path RECORDS = Path.of("../fhir-mappers/src/test/resources/records");
  private static final SampleLedger LEDGER = new SampleLedger(NOW);

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock(NOW);
  private final List<String> said = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private ECKey key;
  private TestExchange exchange;
  private Released released;

  @BeforeEach
  void setUp() throws Exception {
    key = new ECKeyGenerator(Curve.P_384).keyID("hospital-third-1").generate();
    exchange = new TestExchange(key, clock);
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(folder.resolve("agent-key.jwk"), secret);
    Files.writeString(folder.resolve("agent-key.jwk"), key.toJSONString());
    var trust = Files.createDirectories(folder.resolve("trust/ledger"));
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          trust.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().getFirst()));
    }
    Files.createDirectories(folder.resolve("export"));
    file("settlement-list/01-stay.json", WANG, "结算清单.json");
    released =
        new Released(
            RELEASE,
            part(List.of("settlement", "diagnosis", "procedure", "fee-list", "visit")),
            WANG,
            LEDGER,
            clock);
    exchange.open(released);
  }

  @AfterEach
  void stop() {
    exchange.close();
  }

  private static Part part(List<String> categories) {
    return new Part(
        "hospital-third",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        categories,
        List.of(),
        false);
  }

  private Path file(String record, Person person, String name) throws IOException {
    var target = folder.resolve("export").resolve(person.id().number()).resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(RECORDS.resolve(record), target);
    return Files.setLastModifiedTime(target, FileTime.from(NOW.minusSeconds(3600)));
  }

  private RunningAgent agent(boolean dryRun, String expected) throws Exception {
    var yaml =
        """
        participant: hospital-third
        exchange: %s
        key: agent-key.jwk
        trust: trust
        log: guard.log
        expected: %s
        folders:
          - root: export
            files:
              - {format: settlement-list, pattern: "{person}/*结算*.json", shown: [pdf]}
              - {format: fee-list, pattern: "{person}/费用*.csv"}
        """
            .formatted(exchange.url(), expected);
    var config = Files.writeString(folder.resolve("agent.yaml"), yaml);
    return RunningAgent.open(
        ConfigFile.read(config),
        new Manner(dryRun, false, said::add, pauses::add),
        clock,
        new SecureRandom());
  }

  private Round once(String expected) throws Exception {
    try (var running = agent(false, expected)) {
      return running.agent().once();
    }
  }

  @Test
  void whatWasGrantedGoesUntouchedAndTheListEndsThePart() throws Exception {
    var round = once("{}");

    assertThat(round.complete()).as(said.toString()).isEqualTo(1);
    assertThat(exchange.lists).hasSize(1);
    assertThat(exchange.lists.getFirst().complete()).isTrue();
    assertThat(exchange.taken.values())
        .containsExactly(Files.readAllBytes(RECORDS.resolve("settlement-list/01-stay.json")));
    assertThat(said).noneMatch(line -> line.contains("3101") || line.contains("结算"));
    var log = Files.readString(folder.resolve("guard.log"));
    assertThat(log).contains("\"opened\"", "\"document\"").doesNotContain("王建国", "结算");
    try (var in = Files.newInputStream(folder.resolve("guard.log"))) {
      assertThat(GuardLogCheck.chain(in)).isEmpty();
    }
  }

  @Test
  void aDryRunDemandsAReleaseAndSendsNothing() throws Exception {
    try (var running = agent(true, "{fee-list: [fee-list]}")) {
      assertThat(running.agent().once().failed()).isZero();
    }

    assertThat(exchange.requests).noneMatch(call -> call.startsWith("PUT"));
    assertThat(exchange.lists).isEmpty();
    assertThat(said)
        .anyMatch(line -> line.contains("would send") && line.contains("settlement-list"))
        .anyMatch(line -> line.contains("still expected: fee-list"))
        .noneMatch(line -> line.contains("结算") || line.contains("王"));

    said.clear();
    released.broken = read -> read.tag("other");
    try (var running = agent(true, "{}")) {
      assertThat(running.agent().once().failed()).isEqualTo(1);
    }
    assertThat(said).noneMatch(line -> line.contains("would send"));
  }

  @Test
  void evidenceThatDoesNotHoldSendsNothing() throws Exception {
    released.broken =
        read -> read.keys(set -> set.addWrites(KVWrite.newBuilder().setKey("release")));

    assertThat(once("{}").failed()).isEqualTo(1);

    assertThat(exchange.taken).isEmpty();
    assertThat(exchange.lists).isEmpty();
    assertThat(said).anyMatch(line -> line.contains("EVIDENCE:WRITES"));
    assertThat(Files.readString(folder.resolve("guard.log"))).contains("turned-away");
  }

  @Test
  void aWidenedPartAnotherReleaseOrAnotherSourcesPartSendsNothing() throws Exception {
    released.widen(part(List.of("laboratory", "settlement")));
    assertThat(once("{}").failed()).isEqualTo(1);

    exchange.withdraw(RELEASE);
    var other = new Released("another", part(List.of("settlement")), WANG, LEDGER, clock);
    exchange.open(
        new Released(RELEASE, part(List.of("settlement")), WANG, LEDGER, clock) {
          @Override
          org.claimexchange.model.evidence.ReleasePresentation shown(String nonce) {
            return other.shown(nonce);
          }
        });
    assertThat(once("{}").failed()).isEqualTo(1);

    assertThat(exchange.taken).isEmpty();
    assertThat(said).filteredOn(line -> line.contains("PART")).hasSize(2);
  }

  @Test
  void aReleaseBehindAHundredOthersIsCarriedToo() throws Exception {
    for (int number = 0; number < 100; number++) {
      exchange.open(
          new Released("another-" + number, part(List.of("imaging")), WANG, LEDGER, clock));
    }
    exchange.open(new Released("the-102nd", part(List.of("settlement")), WANG, LEDGER, clock));

    assertThat(once("{}").complete()).as(said.toString()).isEqualTo(102);

    assertThat(exchange.lists).extracting(DocumentList::release).endsWith("the-102nd");
    assertThat(exchange.lists.getLast().documents()).hasSize(1);
  }

  @Test
  void anotherPatientsFileIsNotSent() throws Exception {
    exchange.withdraw(RELEASE);
    var chen = new Person(new PersonId(IdSystem.RESIDENT_ID, "310104197605039991"), "陈志强");
    file("settlement-list/02-stay.json", chen, "结算清单.json");
    exchange.open(new Released(RELEASE, part(List.of("settlement")), chen, LEDGER, clock));

    assertThat(once("{}").complete()).isEqualTo(1);

    assertThat(exchange.taken).isEmpty();
    assertThat(exchange.lists.getFirst().documents()).isEmpty();
  }

  @Test
  void whileAnExpectedFileIsMissingTheListIsNotComplete() throws Exception {
    try (var running = agent(false, "{fee-list: [fee-list]}")) {
      assertThat(running.agent().once().waiting()).isEqualTo(1);
      assertThat(exchange.lists.getLast().complete()).isFalse();

      file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
      clock.now = clock.now.plus(SourceAgent.REST);
      assertThat(running.agent().once().complete()).as(said.toString()).isEqualTo(1);
    }

    assertThat(exchange.lists).extracting(DocumentList::complete).containsExactly(false, true);
    assertThat(exchange.lists.getLast().documents()).hasSize(2);
    assertThat(exchange.requests).filteredOn(call -> call.startsWith("PUT")).hasSize(2);
  }

  @Test
  void aWithdrawalInBetweenStopsIt() throws Exception {
    file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
    exchange.beforePut =
        () -> {
          if (!exchange.taken.isEmpty()) {
            exchange.withdraw(RELEASE);
            return 403;
          }
          return 0;
        };

    var round = once("{}");

    assertThat(round.failed()).isEqualTo(1);
    assertThat(exchange.taken).hasSize(1);
    assertThat(exchange.lists).isEmpty();
    exchange.beforePut = () -> 0;
    assertThat(once("{}").complete()).isZero();
    assertThat(exchange.taken).hasSize(1);
  }

  @Test
  void afterTwoMinutesThereIsFreshEvidenceBeforeTheNextFile() throws Exception {
    file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
    exchange.beforePut =
        () -> {
          if (exchange.taken.size() == 0) {
            // This file takes long.
            clock.now = clock.now.plusSeconds(116);
          }
          return 0;
        };

    assertThat(once("{}").complete()).as(said.toString()).isEqualTo(1);

    assertThat(exchange.requests)
        .filteredOn(call -> call.endsWith("/evidence") || call.startsWith("PUT"))
        .extracting(call -> call.replaceAll(".*(evidence|documents).*", "$1"))
        .containsExactly("evidence", "documents", "evidence", "documents");
  }

  @Test
  void aRestartInTheMiddleGoesOnWhereItWas() throws Exception {
    file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
    exchange.beforePut = () -> exchange.taken.isEmpty() ? 0 : 500;
    assertThat(once("{}").failed()).isEqualTo(1);
    assertThat(exchange.taken).hasSize(1);

    exchange.beforePut = () -> 0;
    assertThat(once("{}").complete()).isEqualTo(1);

    assertThat(exchange.taken).hasSize(2);
    assertThat(exchange.lists.getFirst().documents()).hasSize(2);
    try (var in = Files.newInputStream(folder.resolve("guard.log"))) {
      assertThat(GuardLogCheck.chain(in)).isEmpty();
    }
  }

  @Test
  void aFileThatTheExchangeCannotTakeIsToldAndNotListed() throws Exception {
    exchange.refused.add("settlement-list");

    assertThat(once("{}").waiting()).isEqualTo(1);

    assertThat(exchange.lists.getFirst().documents()).isEmpty();
    assertThat(exchange.lists.getFirst().complete()).isFalse();
    assertThat(said).anyMatch(line -> line.contains("input.setlinfo, line 3: expected a table"));
  }

  @Test
  void aFileWhoseAnnouncementTheExchangeCannotReadIsNotSentAgain() throws Exception {
    exchange.beforePut = () -> 400;
    try (var running = agent(false, "{}")) {
      assertThat(running.agent().once().waiting()).isEqualTo(1);
      clock.now = clock.now.plus(SourceAgent.REST);
      assertThat(running.agent().once().waiting()).isEqualTo(1);
    }

    assertThat(exchange.requests).filteredOn(call -> call.startsWith("PUT")).hasSize(1);
    assertThat(said).anyMatch(line -> line.contains("not taken: "));
  }

  @Test
  void aFileThatDoesNotComeThroughInTimeDoesNotKeepTheOthers() throws Exception {
    file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
    try (var running = agent(false, "{}")) {
      var puts = new AtomicInteger();
      exchange.beforePut = () -> puts.getAndIncrement() == 0 ? 408 : 0;
      assertThat(running.agent().once().waiting()).as(said.toString()).isEqualTo(1);
      assertThat(exchange.taken).hasSize(1);
      assertThat(exchange.lists.getLast().complete()).isFalse();

      clock.now = clock.now.plus(SourceAgent.REST);
      assertThat(running.agent().once().complete()).as(said.toString()).isEqualTo(1);
    }

    assertThat(exchange.taken).hasSize(2);
  }

  @Test
  void whereFileAfterFileIsLateTheReleaseIsLeftForLater() throws Exception {
    for (int number = 1; number <= 4; number++) {
      var file = file("fee-list-csv/01-chinese-header.csv", WANG, "费用" + number + ".csv");
      // The same rows, but not the same bytes.
      Files.writeString(file, "\n".repeat(number), StandardOpenOption.APPEND);
      Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3600)));
    }
    exchange.beforePut = () -> 408;

    assertThat(once("{}").failed()).isEqualTo(1);

    assertThat(exchange.requests).filteredOn(call -> call.startsWith("PUT")).hasSize(3);
    assertThat(said).anyMatch(line -> line.contains("did not answer in time"));
  }

  @Test
  void filesTheExchangeLostAreSentAgain() throws Exception {
    try (var running = agent(false, "{fee-list: [fee-list]}")) {
      running.agent().once();
      exchange.announced.clear();
      file("fee-list-csv/01-chinese-header.csv", WANG, "费用清单.csv");
      clock.now = clock.now.plus(SourceAgent.REST);
      assertThat(running.agent().once().waiting()).isEqualTo(1);
      clock.now = clock.now.plus(SourceAgent.REST);

      assertThat(running.agent().once().complete()).as(said.toString()).isEqualTo(1);
    }
  }

  @Test
  void anExchangeInTroubleIsAskedLessAndLessOften() throws Exception {
    exchange.down = true;
    try (var running = agent(false, "{}")) {
      var waits = new ArrayList<Duration>();
      for (int i = 0; i < 9; i++) {
        waits.add(running.agent().once().next());
      }

      assertThat(waits).isSorted();
      assertThat(waits.getFirst()).isEqualTo(Duration.ofSeconds(30));
      assertThat(waits.getLast()).isEqualTo(Duration.ofMinutes(10));

      exchange.down = false;
      assertThat(running.agent().once().complete()).isEqualTo(1);
    }
  }

  @Test
  void aTokenThatIsTakenNoMoreIsReplaced() throws Exception {
    try (var running = agent(false, "{fee-list: [fee-list]}")) {
      running.agent().once();
      exchange.logins++;

      assertThat(running.agent().once().failed()).isZero();
    }
  }

  @Test
  void aKeyThatOthersCanReadIsNotUsed() throws Exception {
    Files.setPosixFilePermissions(
        folder.resolve("agent-key.jwk"), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> once("{}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others can read it");
  }

  @Test
  void twoAgentsDoNotWriteOneLog() throws Exception {
    try (var running = agent(false, "{}")) {
      assertThatThrownBy(() -> agent(false, "{}")).isInstanceOf(IOException.class);
    }
  }
}
