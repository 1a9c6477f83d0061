package org.claimexchange.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.register.RegisterLevels;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Steps and the fate of their transactions, on a real database. Lost answers cannot be made on
 * demand, so what the ledger says is written down here.
 */
class UnknownFateIT {
  private static final String FUNCTION = "grant";
  private static final String CONSENT = "consent-of-lin-xiaomei";
  private static final LedgerRefusal EXPIRED =
      new LedgerRefusal(LedgerRefusal.Code.TOKEN_EXPIRED, "the token has expired");

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static JdbcClient jdbc;
  private final Deque<LedgerOutcome<String>> answers = new ArrayDeque<>();
  private final Map<String, TransactionFate> fates = new HashMap<>();
  private final LedgerPulse pulse = new LedgerPulse(Clock.systemUTC());
  private boolean silent;
  private long rows = 1;
  private long onLedger = 1;
  private final RegisterLevels levels =
      new RegisterLevels() {
        @Override
        public Rows rows() {
          return new Rows(Map.of(RegisterName.RELATIONS, rows));
        }

        @Override
        public List<Behind> behind(Rows shown) {
          if (silent) {
            throw new LedgerUnavailableException("no peer answers");
          }
          long here = shown.of(RegisterName.RELATIONS);
          return onLedger > here
              ? List.of(new Behind(RegisterName.RELATIONS, here, onLedger))
              : List.of();
        }
      };

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("database")).start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    jdbc = JdbcClient.create(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("delete from submission").update();
    jdbc.sql("delete from step").update();
  }

  @Test
  void aRefusalIsNotBelievedWhileAnEarlierAttemptMayStillCommit() {
    assertThat(handedIn("tx1"))
        .isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);

    passes(Duration.ofHours(1));
    answers.add(new LedgerOutcome.Refused<>(EXPIRED));
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);

    fates.put("tx1", new TransactionFate.Void("tx1", 7, "MVCC_READ_CONFLICT"));
    answers.add(new LedgerOutcome.Refused<>(EXPIRED));
    assertThat(write()).isEqualTo(new Written.Refused<>(EXPIRED));
  }

  @Test
  void anEarlierAttemptThatDidCommitIsAskedForItsAnswer() {
    handedIn("tx1");
    fates.put("tx1", new TransactionFate.Valid("tx1", 7));
    answers.add(new LedgerOutcome.NotEndorsed<>("a register changed"));
    answers.add(new LedgerOutcome.Invalidated<>("tx3", "MVCC_READ_CONFLICT"));

    // Neither counts against the step: what stands on the ledger must not be given up.
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
    assertThat(writes().unknown(FUNCTION, CONSENT)).isTrue();
    assertThat(write())
        .isInstanceOfSatisfying(
            Written.Later.class,
            later ->
                assertThat(later.result())
                    .isInstanceOfSatisfying(
                        StepResult.Unsettled.class,
                        one -> assertThat(one.problem()).contains("committed in block 7")));

    answers.add(new LedgerOutcome.Committed<>("active", "tx2", 8, Instant.EPOCH));
    // By the one that wrote: what was sent once more only answered the same.
    assertThat(write())
        .isInstanceOfSatisfying(
            Written.Committed.class,
            done -> {
              assertThat(done.transactionId()).isEqualTo("tx1");
              assertThat(done.block()).isEqualTo(7);
            });
    assertThat(writes().unknown(FUNCTION, CONSENT)).isFalse();
  }

  @Test
  void aContractThatFailsEverywhereIsCountedAndEndsByTheLimit() {
    answers.add(new LedgerOutcome.Failed<>("ABORTED: RegulatorMSP: unexpected error"));
    assertThat(write())
        .isInstanceOfSatisfying(
            Written.Later.class,
            later -> assertThat(later.result()).isInstanceOf(StepResult.Again.class));

    // Not while an earlier attempt may still stand.
    handedIn("tx1");
    passes(Duration.ofSeconds(30));
    answers.add(new LedgerOutcome.Failed<>("ABORTED: RegulatorMSP: unexpected error"));
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
  }

  @Test
  void nothingIsSentAgainBeforeTheEarlierAttemptWasAskedFor() {
    handedIn("tx1");

    // No further answer is prepared: sending would fail the test.
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
    silent = true;
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
  }

  @Test
  void whatAnOrdererLostIsSentAnewAndTheOldOneSettledByTheNew() {
    handedIn("tx1");

    passes(Duration.ofSeconds(30));
    answers.add(new LedgerOutcome.Committed<>("active", "tx2", 8, Instant.EPOCH));
    assertThat(write()).isInstanceOf(Written.Committed.class);
    assertThat(writes().unknown(FUNCTION, CONSENT)).isFalse();
  }

  @Test
  void aLedgerThatIsAwayMakesStepsWaitAndHealthSaysSo() {
    answers.add(new LedgerOutcome.NotEndorsed<>("UNAVAILABLE: peer0.regulator.example"));
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
    silent = true;
    StepTable table = new StepTable(jdbc, Clock.systemUTC());
    table.add(Step.GRANT, CONSENT, "r1", Instant.EPOCH);
    run(table, 1, StepResult.unsettled("ledger: not endorsed"));

    Health down = health();
    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
    assertThat(down.getDetails())
        .containsEntry("reading", "no peer of the ledger answers")
        .containsEntry("writing", "the organizations that must endorse do not all answer")
        .containsEntry("waitingSteps", 1L)
        .containsEntry(
            "waitingSince",
            table
                .find(Step.GRANT, CONSENT)
                .orElseThrow()
                .unsettledSince()
                .orElseThrow()
                .toString());

    silent = false;
    answers.add(new LedgerOutcome.Committed<>("active", "tx2", 8, Instant.EPOCH));
    write();
    assertThat(health().getStatus()).isEqualTo(Status.UP);
  }

  private Health health() {
    return new LedgerHealth(ledger(), pulse, jdbc, Clock.systemUTC()).health();
  }

  @Test
  void aLedgerThatDoesNotAnswerLeavesTheFateUnknown() {
    handedIn("tx1");
    silent = true;

    assertThat(writes().unknown(FUNCTION, CONSENT)).isTrue();
    assertThat(writes().unknown(FUNCTION, "another-consent")).isFalse();
  }

  @Test
  void withoutAnEarlierAttemptARefusalIsOne() {
    answers.add(new LedgerOutcome.Refused<>(EXPIRED));

    assertThat(write()).isEqualTo(new Written.Refused<>(EXPIRED));
  }

  @ParameterizedTest
  @EnumSource(
      value = LedgerRefusal.Code.class,
      names = {"CALLER_NOT_REGISTERED", "NOT_IN_REGISTER", "NO_RELATION"})
  void aRefusalForWhatWasShownIsNoneWhileTheEntriesAreBehind(LedgerRefusal.Code code) {
    LedgerOutcome.Refused<String> refused =
        new LedgerOutcome.Refused<>(new LedgerRefusal(code, "the entry must stand"));
    onLedger = 2;
    answers.add(refused);
    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);

    // The entries come while it is on its way: it was made of the old ones all the same.
    Written<String> overtaken =
        writes()
            .write(
                FUNCTION,
                CONSENT,
                ledger -> {
                  rows = 2;
                  return refused;
                });
    assertThat(overtaken).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);

    // Made of the entries as they stand, it counts.
    answers.add(refused);
    Written<String> last = write();
    assertThat(last instanceof Written.Refused<String>)
        .isEqualTo(code == LedgerRefusal.Code.NO_RELATION);
    assertThat(last).isNotEqualTo(new Written.Later<>(StepResult.entriesBehind(code)));
  }

  @Test
  void whatDoesNotComeOfRegistersIsRefusedAlsoWhileTheEntriesAreBehind() {
    onLedger = 2;
    answers.add(new LedgerOutcome.Refused<>(EXPIRED));

    assertThat(write()).isEqualTo(new Written.Refused<>(EXPIRED));
  }

  @Test
  void aRefusalForWhatWasShownIsNotBelievedWhileNobodySaysWhatStands() {
    silent = true;
    answers.add(
        new LedgerOutcome.Refused<>(
            new LedgerRefusal(LedgerRefusal.Code.NO_RELATION, "no relation was shown")));

    assertThat(write()).isInstanceOfSatisfying(Written.Later.class, UnknownFateIT::isUnsettled);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 41, 500})
  void aStepWhoseFateIsUnknownIsNeverGivenUp(int attempts) {
    StepTable table = new StepTable(jdbc, Clock.systemUTC());
    table.add(Step.GRANT, CONSENT, "r1", Instant.EPOCH);
    run(table, attempts, StepResult.unsettled("ledger: the fate of tx1 is unknown"));

    assertThat(table.find(Step.GRANT, CONSENT).orElseThrow().status())
        .isEqualTo(StepStatus.WAITING);
  }

  @Test
  void aStepThatOnlyFailsIsGivenUpAfterItsAttempts() {
    StepTable table = new StepTable(jdbc, Clock.systemUTC());
    table.add(Step.GRANT, CONSENT, "r1", Instant.EPOCH);
    run(table, Step.GRANT.maxAttempts(), StepResult.again("not endorsed"));

    assertThat(table.find(Step.GRANT, CONSENT).orElseThrow().status()).isEqualTo(StepStatus.DEAD);
  }

  private static void run(StepTable table, int attempts, StepResult result) {
    StepWork work =
        new StepWork() {
          @Override
          public Step step() {
            return Step.GRANT;
          }

          @Override
          public StepResult run(StepRun run) {
            return result;
          }

          @Override
          public void gaveUp(StepRun run, String problem) {}
        };
    StepRunner runner =
        new StepRunner(
            table, () -> List.of(work), new StepEnds(), Clock.systemUTC(), new Random(20261126));
    for (int i = 0; i < attempts; i++) {
      runner.execute(new TaskInstance<>(StepQueue.TASK, StepQueue.key(Step.GRANT, CONSENT)));
    }
  }

  private static void isUnsettled(Written.Later<?> later) {
    assertThat(later.result()).isInstanceOf(StepResult.Unsettled.class);
  }

  /** Hands one in of which nothing is heard; its id is kept before, as the journal does. */
  private Written<String> handedIn(String tx) {
    return writes()
        .write(
            FUNCTION,
            CONSENT,
            ledger -> {
              jdbc.sql(
                      """
                      insert into submission (transaction_id, function, object, at)
                      values (?, ?, ?, now())
                      """)
                  .params(tx, FUNCTION, CONSENT)
                  .update();
              return new LedgerOutcome.Unknown<String>(tx);
            });
  }

  /** By the database's clock. */
  private static void passes(Duration time) {
    jdbc.sql("update submission set at = at - make_interval(secs => ?)")
        .param((double) time.toSeconds())
        .update();
  }

  private Written<String> write() {
    return writes().write(FUNCTION, CONSENT, ledger -> answers.remove());
  }

  private LedgerWrites writes() {
    return new LedgerWrites(ledger(), new SubmissionTable(jdbc), pulse, new Refusals(levels));
  }

  private ConsentLedger ledger() {
    return (ConsentLedger)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ConsentLedger.class},
            (proxy, method, arguments) -> {
              if (silent) {
                throw new LedgerUnavailableException("no peer answers");
              }
              if (method.getName().equals("register")) {
                return Optional.empty();
              }
              if (!method.getName().equals("find")) {
                throw new AssertionError(method.getName());
              }
              String tx = (String) arguments[0];
              return fates.getOrDefault(tx, new TransactionFate.NotSeen(tx));
            });
  }
}
