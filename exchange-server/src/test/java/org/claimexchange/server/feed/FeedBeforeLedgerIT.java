package org.claimexchange.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.server.feed.FeedSamples.Key;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feed and ledger together: first the entry, then the transaction. */
class FeedBeforeLedgerIT {
  private static EmbeddedPostgres postgres;
  private static SampleLedger ledger;
  private FeedBench bench;
  private Key key;

  @BeforeAll
  static void startLedger(@TempDir Path folder) throws Exception {
    postgres = EmbeddedPostgres.start();
    ledger = SampleLedger.start(folder, Clock.systemUTC(), new SecureRandom());
  }

  @AfterAll
  static void stopLedger() throws Exception {
    ledger.close();
    postgres.close();
  }

  @BeforeEach
  void start() throws Exception {
    bench = new FeedBench(postgres);
    key = FeedSamples.key(FeedSamples.P256, bench.now(), bench.random);
    bench.regulators.add(
        FeedSamples.regulator(
            EntryStatus.ACTIVE,
            List.of(
                FeedSamples.registered(key, bench.now(), bench.now().plus(Duration.ofDays(365))))));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aCrashBetweenEntryAndHandingInLeavesAnEntryThatNoBlockNames() throws Exception {
    RecordRequest request = SampleCase.asked(ledger);
    try (ConsentLedger dying =
        ledger.exchangeWith((transaction, object, id) -> {
          bench.append(transaction, id);
          throw new IllegalStateException("killed");
        })) {
      assertThatThrownBy(() -> dying.recordRequest(request)).hasMessage("killed");
    }
    assertThat(ledger.exchange().findRequest(request.open().request())).isEmpty();

    try (ConsentLedger restarted =
        ledger.exchangeWith((transaction, object, id) -> bench.append(transaction, id))) {
      assertThat(restarted.recordRequest(request)).isInstanceOf(LedgerOutcome.Committed.class);
    }

    List<FeedEntry> entries = FeedReading.all(bench.feed, 1);
    FeedReading.assertWhole(entries);
    assertThat(entries).hasSize(2);
    String lost = entries.get(0).transactionId();
    String found = entries.get(1).transactionId();
    assertThat(ledger.exchange().find(lost)).isEqualTo(new TransactionFate.NotSeen(lost));
    assertThat(ledger.exchange().find(found)).isInstanceOf(TransactionFate.Valid.class);
    assertThat(FeedReading.open(entries.get(1), key.pair().getPrivate()).hidden())
        .isEqualTo(FeedReading.open(entries.get(0), key.pair().getPrivate()).hidden());
  }

  @Test
  void aWithdrawalIsNotHeldBackForWantOfACertificate() throws Exception {
    SampleCase granted = SampleCase.granted(ledger);
    bench.regulators.clear();

    try (ConsentLedger exchange =
        ledger.exchangeWith((transaction, object, id) -> bench.append(transaction, id))) {
      granted.withdrawn(exchange);
    }

    assertThat(ledger.exchange().findConsent(granted.id()).map(ConsentState::status))
        .contains(ConsentStatus.REVOKED);
    assertThat(bench.feed.last()).isZero();
  }

  @Test
  void whatTheRegulatorCouldNotReadIsNotHandedIn() {
    RecordRequest request = SampleCase.asked(ledger);
    bench.regulators.clear();

    try (ConsentLedger exchange =
        ledger.exchangeWith((transaction, object, id) -> bench.append(transaction, id))) {
      assertThatThrownBy(() -> exchange.recordRequest(request))
          .isInstanceOf(FeedClosedException.class);
    }

    assertThat(ledger.exchange().findRequest(request.open().request())).isEmpty();
    assertThat(bench.feed.last()).isZero();
  }
}
