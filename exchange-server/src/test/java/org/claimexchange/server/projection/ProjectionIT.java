package org.claimexchange.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.server.projection.ProjectionProbe.Moment;
import org.claimexchange.server.projection.Projector.Taken;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database and the embedded network with the real contract. */
class ProjectionIT {
  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static SampleLedger ledger;
  private static SampleCase withdrawn;
  private static List<LedgerBlock> blocks;
  private static JdbcClient jdbc;
  private static TransactionTemplate transaction;

  /** A case of each kind: asked and granted, released, delivered and received, withdrawn. */
  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("database")).start();
    DataSource database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    ledger = SampleLedger.start(folder.resolve("ledger"), Clock.systemUTC(), new SecureRandom());
    SampleCase.granted(ledger);
    SampleCase.granted(ledger).released().deliveredAndReceived();
    withdrawn = SampleCase.granted(ledger).released().deliveredAndReceived().withdrawn();
    blocks = read();
  }

  @AfterAll
  static void stop() throws Exception {
    ledger.close();
    postgres.close();
  }

  @BeforeEach
  void empty() {
    projector(ProjectionProbe.none()).clear();
  }

  @Test
  void theCopyIsEqualToTheLedger() {
    Projector projector = projector(ProjectionProbe.none());
    blocks.forEach(block -> assertThat(projector.take(block)).isEqualTo(Taken.NOW));

    assertEqual();
    assertThat(
            jdbc.sql("select status from projection_consent where id = ?")
                .param(withdrawn.id())
                .query(String.class)
                .single())
        .isEqualToIgnoringCase("revoked");
    assertThat(jdbc.sql("select count(*) from projection_receipt").query(Integer.class).single())
        .isEqualTo(2);
    assertThat(
            jdbc.sql("select name from projection_register where version > 0 order by name")
                .query(String.class)
                .list())
        .contains("participants", "providers");
  }

  /** Whatever dies, dies at one of these moments of one of the blocks. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void whereverItIsKilledEachBlockIsTakenOnce(Moment fatal) {
    AtomicInteger deaths = new AtomicInteger();
    for (LedgerBlock block : blocks) {
      long number = block.number();
      Projector dying =
          projector((moment, at) -> {
            if (moment == fatal && at == number) {
              deaths.incrementAndGet();
              throw new IllegalStateException("killed");
            }
          });
      boolean hasMoment = fatal != Moment.KEYS_WRITTEN && fatal != Moment.LOGGED;
      if (hasMoment || !block.writes().isEmpty()) {
        assertThatThrownBy(() -> dying.take(block)).hasMessage("killed");
      }

      Projector restarted = projector(ProjectionProbe.none());
      List<LedgerBlock> again =
          blocks.subList((int) restarted.from(), (int) Math.min(number + 1, blocks.size()));
      again.forEach(restarted::take);

      assertThat(restarted.last()).isEqualTo(number);
    }
    assertThat(deaths).hasPositiveValue();
    assertEqual();
  }

  @Test
  void twoInstancesTakeEachBlockOnceBetweenThem() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Projector one = projector(ProjectionProbe.none());
        all.add(
            instances.submit(() -> {
              for (LedgerBlock block : blocks) {
                if (one.take(block) == Taken.NOW) {
                  taken.incrementAndGet();
                }
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(taken).hasValue(blocks.size());
    assertEqual();
  }

  @Test
  void aBlockThatComesTooEarlyIsNotTaken() {
    Projector projector = projector(ProjectionProbe.none());

    assertThat(projector.take(blocks.get(1))).isEqualTo(Taken.TOO_EARLY);
    assertThat(projector.take(blocks.get(0))).isEqualTo(Taken.NOW);
    assertThat(projector.take(blocks.get(0))).isEqualTo(Taken.BEFORE);
    assertThat(projector.take(blocks.get(2))).isEqualTo(Taken.TOO_EARLY);
    assertThat(projector.last()).isZero();
  }

  @Test
  void theCopyIsMadeAnewAndIsTheSame() {
    Projector projector = projector(ProjectionProbe.none());
    blocks.forEach(projector::take);
    List<String> before = rows();
    jdbc.sql("update projection_state set value = 'x' where kind = 'consent'").update();

    assertThat(projector.clear()).isEqualTo(blocks.getLast().number());
    blocks.forEach(projector::take);

    assertThat(rows()).isEqualTo(before);
    assertEqual();
  }

  @Test
  void whatDiffersFromTheLedgerIsNamed() {
    Projector projector = projector(ProjectionProbe.none());
    blocks.forEach(projector::take);
    jdbc.sql("update projection_state set value = '{}' where kind = 'consent' and id = ?")
        .param(withdrawn.id())
        .update();
    jdbc.sql("delete from projection_state where kind = 'registers'").update();
    jdbc.sql(
            """
            insert into projection_state values ('delivery', 'made-up', '{}', 't', 1, 0, now())
            """)
        .update();
    jdbc.sql("delete from projection_transaction where transaction_id = ?")
        .param(withdrawn.grantTransaction())
        .update();

    assertThat(check().compare().differences())
        .containsExactlyInAnyOrder(
            "consent " + withdrawn.id() + ": another value on the ledger",
            "registers all: on the ledger, not here",
            "delivery made-up: here, not on the ledger",
            "transaction " + withdrawn.grantTransaction() + ": on the ledger, not here");
  }

  @Test
  void anotherLedgerIsNoticedAndRefused() {
    Projector projector = projector(ProjectionProbe.none());
    blocks.subList(0, 3).forEach(projector::take);
    LedgerBlock first = blocks.getFirst();
    LedgerBlock otherGenesis = new LedgerBlock(0, "00".repeat(32), "", first.writes());
    LedgerBlock fourth = blocks.get(3);
    LedgerBlock otherFourth = new LedgerBlock(3, fourth.hash(), "11".repeat(32), fourth.writes());

    assertThatThrownBy(() -> projector.recognize(otherGenesis))
        .isInstanceOf(ReplacedLedgerException.class)
        .hasMessageContaining("block 0")
        .hasMessageContaining("projection rebuild");
    assertThatThrownBy(() -> projector.take(otherFourth))
        .isInstanceOf(ReplacedLedgerException.class)
        .hasMessageContaining("block 3");
    assertThat(projector.last()).isEqualTo(2);
  }

  @Test
  void whatAnOperatorAsksIsCarriedOutByTheRunningServer() throws Exception {
    Projector projector = projector(ProjectionProbe.none());
    ProjectionOrders orders =
        new ProjectionOrders(jdbc, projector, check(), transaction, Clock.systemUTC());
    ProjectionFollower follower = new ProjectionFollower(ledger.exchange(), projector, orders);
    follower.start();
    try {
      assertThat(ordered("CHECK")).startsWith("equal to the ledger");
      assertThat(ordered("REBUILD")).startsWith("rebuilt up to block");
      assertThat(ordered("CHECK")).startsWith("equal to the ledger");
      assertThat(follower.refused()).isEmpty();
    } finally {
      follower.stop();
    }
  }

  private static String ordered(String what) throws InterruptedException {
    long order =
        jdbc.sql("insert into projection_order (what, asked_at) values (?, now()) returning id")
            .param(what)
            .query(Long.class)
            .single();
    for (int i = 0; i < 600; i++) {
      List<String> answer =
          jdbc.sql("select answer from projection_order where id = ? and done_at is not null")
              .param(order)
              .query(String.class)
              .list();
      if (!answer.isEmpty()) {
        return answer.getFirst();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nobody carried it out: " + what);
  }

  private static Projector projector(ProjectionProbe probe) {
    return new Projector(new ProjectionTable(jdbc), transaction, probe);
  }

  private static ProjectionCheck check() {
    return new ProjectionCheck(jdbc, new ProjectionTable(jdbc), ledger.exchange(), transaction);
  }

  private static void assertEqual() {
    ProjectionCheck.Finding found = check().compare();
    assertThat(found.differences()).isEmpty();
    assertThat(found.rows()).isGreaterThan(20);
    assertThat(found.block()).isEqualTo(blocks.getLast().number());
  }

  private static List<String> rows() {
    return jdbc.sql("select s::text from projection_state s order by kind, id")
        .query(String.class)
        .list();
  }

  /** Every block that stands there now. */
  private static List<LedgerBlock> read() {
    List<LedgerBlock> read = new ArrayList<>();
    long last =
        ((org.claimexchange.ledger.TransactionFate.Valid) ledger.exchange().find(lastTransaction()))
            .block();
    try (LedgerBlocks stream = ledger.exchange().blocks(0)) {
      while (read.size() <= last) {
        read.add(stream.next());
      }
    }
    return read;
  }

  private static String lastTransaction() {
    return ledger.exchange().historyOfConsent(withdrawn.id()).getLast().txId();
  }
}
