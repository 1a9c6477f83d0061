package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerException;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.server.delivery.DeliveryRow;
import org.claimexchange.server.delivery.DeliveryTable;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Vault;
import org.claimexchange.server.vault.VaultException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A package's end: after the retention its key is destroyed, and no backup brings it back. */
class PackageLifeIT {
  private static final Duration RETENTION = Duration.ofDays(30);

  @TempDir static Path data;
  @TempDir Path folder;
  private static RunningExchange exchange;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void after_the_retention_a_package_is_erased_and_a_restored_backup_does_not_bring_it_back()
      throws Exception {
    // given: a package that can be fetched, and a backup of the database
    String delivery = delivered();
    var insurer = exchange.insurer("insurer-anxin");
    insurer.download(delivery, folder.resolve("in-time"));
    DeliveryRow before = row(delivery);
    assertThat(exchange.bean(Vault.class).find(key(before))).isPresent();
    assertThat(chunk("package_chunk", before)).isNotEmpty();
    sql("create schema backup");
    for (String table : List.of("delivery", "package_chunk", "step", "scheduled_tasks")) {
      sql("create table backup." + table + " as table " + table);
    }

    // when: the retention ends
    // Thirty days after the delivery, or the consent's end where that is sooner, as here.
    assertThat(before.eraseAt())
        .isAfter(before.recordedAt().orElseThrow())
        .isBeforeOrEqualTo(before.recordedAt().orElseThrow().plus(RETENTION));
    assertThat(dueAt(delivery)).isEqualTo(before.eraseAt());
    exchange.bean(StepQueue.class).hurry(Step.ERASE, delivery, before.request());

    // then: its key is gone, and the ledger says so
    await(() -> row(delivery).status() == DeliveryRow.Status.ERASED);
    assertThat(exchange.bean(Vault.class).find(key(before))).isEmpty();
    DeliveryState recorded =
        exchange.bean(ConsentLedger.class).findDelivery(delivery).orElseThrow();
    assertThat(recorded.status()).isEqualTo(DeliveryStatus.ERASED);
    assertGone(delivery);

    // when: the backup of before is restored
    sql("insert into package_chunk select * from backup.package_chunk on conflict do nothing");
    sql(
        "update delivery d set status = b.status, erased_at = b.erased_at from backup.delivery b"
            + " where b.id = d.id");
    sql(
        "update step s set status = b.status, due_at = b.due_at from backup.step b"
            + " where b.step = s.step and b.object = s.object and s.step = 'erase'");
    sql("insert into scheduled_tasks select * from backup.scheduled_tasks on conflict do nothing");
    assertThat(row(delivery).status()).isEqualTo(before.status());

    // then: the bytes are there and nobody can read them, and the ledger still closes the door
    assertThatThrownBy(() -> chunk("package_chunk", before))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("destroyed");
    assertThatThrownBy(() -> chunk("backup.package_chunk", before))
        .isInstanceOf(VaultException.class);
    assertGone(delivery);

    // and: the restored step erases it once more, without a second record on the ledger
    exchange.bean(StepQueue.class).hurry(Step.ERASE, delivery, before.request());
    await(() -> row(delivery).status() == DeliveryRow.Status.ERASED);
    assertThat(exchange.bean(ConsentLedger.class).findDelivery(delivery)).contains(recorded);
  }

  private void assertGone(String delivery) throws Exception {
    var insurer = exchange.insurer("insurer-anxin");
    assertThatThrownBy(() -> insurer.download(delivery, folder.resolve("late")))
        .isInstanceOfSatisfying(InsurerException.class, e -> assertThat(e.status()).isEqualTo(410));
  }

  private static byte[] chunk(String table, DeliveryRow row) {
    byte[] sealed =
        exchange
            .bean(JdbcClient.class)
            .sql("select content from " + table + " where delivery = ? and chunk = 0")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return exchange
        .bean(SealedBytes.class)
        .open(key(row), "package_chunk/" + row.id() + "/0", sealed);
  }

  private static KeyName key(DeliveryRow row) {
    return new KeyName(KeyName.Use.PACKAGE, row.packageKey());
  }

  private static Instant dueAt(String delivery) {
    return exchange
        .bean(JdbcClient.class)
        .sql("select due_at from step where step = 'erase' and object = ?")
        .param(delivery)
        .query((r, n) -> r.getObject(1, java.time.OffsetDateTime.class).toInstant())
        .single();
  }

  private static void sql(String statement) {
    exchange.bean(JdbcClient.class).sql(statement).update();
  }

  private static DeliveryRow row(String delivery) {
    return exchange.bean(DeliveryTable.class).find(delivery).orElseThrow();
  }

  private static String delivered() throws Exception {
    var insurer = exchange.insurer("insurer-anxin");
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String task = insurer.submit(claim, claim.number()).getIdPart();
    await(() -> insurer.link(insurer.read(task)).isPresent());
    PatientClient patient =
        new PatientClient(exchange.uri("/h5/"), Clock.systemUTC(), new SecureRandom());
    patient.logIn("wang.jianguo", exchange.password("wang.jianguo"));
    String request = patient.open(insurer.link(insurer.read(task)).orElseThrow());
    patient.handIn(request, patient.sign(request, part -> part));
    await(() -> !insurer.packages(insurer.read(task)).isEmpty());
    return insurer.packages(insurer.read(task)).getFirst();
  }

  private static void await(Callable<Boolean> wanted) throws Exception {
    for (int i = 0; i < 900 && !wanted.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(wanted.call()).isTrue();
  }
}
