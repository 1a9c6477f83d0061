package org.claimexchange.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.server.feed.FeedSamples.Key;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.IllegalTransactionStateException;

/** The feed on a real database. */
class FeedIT {
  private static final Duration YEAR = Duration.ofDays(365);

  private static EmbeddedPostgres postgres;
  private FeedBench bench;
  private Key key;

  @BeforeAll
  static void startDatabase() throws Exception {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void start() throws Exception {
    bench = new FeedBench(postgres);
    key = FeedSamples.key(FeedSamples.P256, bench.now(), bench.random);
    bench.regulators.add(regulator(key));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  static Stream<AlgorithmParameterSpec> keys() {
    return Stream.of(FeedSamples.P256, FeedSamples.RSA, FeedSamples.SM2);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theRegulatorsKeyOpensAnEntryAndFindsBothSides(AlgorithmParameterSpec kind) throws Exception {
    Key regulators = FeedSamples.key(kind, bench.now(), bench.random);
    bench.regulators.set(0, regulator(regulators));
    RecordRequest request = request();
    String id = id();
    bench.append(request, id);

    FeedEntry entry = FeedReading.all(bench.feed, 1).getFirst();
    FeedContent content = FeedReading.open(entry, regulators.pair().getPrivate());

    assertThat(entry.transactionId()).isEqualTo(id);
    assertThat(entry.recipient())
        .isEqualTo(FeedSamples.registered(regulators, now(), now().plus(YEAR)).fingerprint());
    assertThat(content.transactionId()).isEqualTo(id);
    assertThat(content.function()).isEqualTo("recordRequest");
    assertThat(CanonicalJson.write(content.open())).isEqualTo(CanonicalJson.write(request.open()));
    assertThat(CanonicalJson.write(content.hidden()))
        .isEqualTo(CanonicalJson.write(request.hidden()));
  }

  @Test
  void noOtherKeyOpensAnEntry() throws Exception {
    bench.append(request(), id());
    FeedEntry entry = FeedReading.all(bench.feed, 1).getFirst();

    for (AlgorithmParameterSpec kind : List.of(FeedSamples.P256, FeedSamples.RSA)) {
      Key other = FeedSamples.key(kind, bench.now(), bench.random);

      assertThatThrownBy(() -> FeedReading.open(entry, other.pair().getPrivate()))
          .isInstanceOfSatisfying(
              EnvelopeException.class,
              refused ->
                  assertThat(refused.reason())
                      .isEqualTo(EnvelopeException.Reason.NOT_FOR_THIS_KEY));
    }
  }

  @Test
  void theDatabaseHoldsNothingPersonalInClear() throws Exception {
    RecordRequest request = request();
    bench.append(request, id());

    String dump = bench.dump();

    assertThat(dump).contains("claimexchange/feed/v1");
    assertThat(dump)
        .doesNotContain(
            FeedSamples.NUMBER,
            "安心示范保险",
            "insurer-anxin",
            "source-first",
            "2026-09-01",
            "claim-review",
            request.open().request(),
            request.hidden().body().salt().value());
  }

  @Test
  void manyWritersOfTwoServersLeaveNoGapAndOneChain() throws Exception {
    FeedBench.Appender other = bench.otherServer();
    List<String> ids = new ArrayList<>();
    List<Future<?>> writing = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        String id = id();
        ids.add(id);
        RecordRequest request = request();
        FeedBench.Appender server = i % 2 == 0 ? bench::append : other;
        writing.add(threads.submit(() -> server.append(request, id)));
        if (i % 5 == 0) {
          RecordRequest inVain = request();
          writing.add(threads.submit(() -> bench.appendInVain(inVain, id())));
        }
      }
      for (Future<?> one : writing) {
        one.get();
      }
    }

    List<FeedEntry> entries = FeedReading.all(bench.feed, 1);

    FeedReading.assertWhole(entries);
    assertThat(entries)
        .extracting(FeedEntry::transactionId)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(bench.feed.last()).isEqualTo(200);
  }

  @Test
  void aDownloadGoesOnFromANumber() throws Exception {
    for (int i = 0; i < 40; i++) {
      bench.append(request(), id());
    }
    List<String> whole = lines(1);

    assertThat(whole).hasSize(40);
    for (int from : new int[] {1, 2, 16, 17, 33, 40}) {
      assertThat(lines(from)).isEqualTo(whole.subList(from - 1, 40));
    }
    assertThat(lines(41)).isEmpty();
    assertThat(lines(999_999_999_999_999_999L)).isEmpty();
  }

  @Test
  void afterARotationLaterEntriesGoToTheNewCertificate() throws Exception {
    Key next = FeedSamples.key(FeedSamples.RSA, bench.now(), bench.random);
    Instant change = now().plus(Duration.ofDays(10));
    bench.regulators.set(
        0,
        FeedSamples.regulator(
            EntryStatus.ACTIVE,
            List.of(
                FeedSamples.registered(next, change, change.plus(YEAR)),
                FeedSamples.registered(key, now(), now().plus(Duration.ofDays(20))))));
    bench.append(request(), id());
    bench.pass(Duration.ofDays(10));
    bench.append(request(), id());

    List<FeedEntry> entries = FeedReading.all(bench.feed, 1);

    FeedReading.assertWhole(entries);
    assertThat(FeedReading.open(entries.get(0), key.pair().getPrivate()).function())
        .isEqualTo("recordRequest");
    assertThat(FeedReading.open(entries.get(1), next.pair().getPrivate()).function())
        .isEqualTo("recordRequest");
    assertThatThrownBy(() -> FeedReading.open(entries.get(1), key.pair().getPrivate()))
        .isInstanceOf(EnvelopeException.class);
  }

  @Test
  void withoutACertificateThatCountsNothingOfACaseIsHandedIn() throws Exception {
    Key tooLarge = FeedSamples.key(FeedSamples.P384, bench.now(), bench.random);
    var live = FeedSamples.registered(key, now(), now().plus(YEAR));
    var over = FeedSamples.registered(key, now().minus(YEAR), now());
    var unusable = FeedSamples.registered(tooLarge, now(), now().plus(YEAR));
    List<List<Participant>> registers =
        List.of(
            List.of(),
            List.of(FeedSamples.regulator(EntryStatus.ACTIVE, List.of())),
            List.of(FeedSamples.regulator(EntryStatus.ACTIVE, List.of(over))),
            List.of(FeedSamples.regulator(EntryStatus.ACTIVE, List.of(unusable))),
            List.of(FeedSamples.regulator(EntryStatus.SUSPENDED, List.of(live))),
            List.of(
                FeedSamples.participant(
                    "insurer-anxin", Role.INSURER, "安心示范保险", EntryStatus.ACTIVE, List.of(live))));
    for (List<Participant> register : registers) {
      bench.regulators.clear();
      bench.regulators.addAll(register);

      assertThatThrownBy(() -> bench.append(request(), id()))
          .isInstanceOf(FeedClosedException.class)
          .hasMessageContaining("have the regulator register one");
    }
    assertThat(bench.feed.last()).isZero();
  }

  @Test
  void theTransactionThatRegistersTheFirstCertificateIsTheFirstEntry() throws Exception {
    Participant with = regulator(key);
    Participant without = FeedSamples.regulator(EntryStatus.ACTIVE, List.of());
    Initialize initialize = FeedSamples.initialize(with, bench.random);
    ChangeRegister change = FeedSamples.change(without, with);
    bench.regulators.clear();
    bench.append(initialize, id());
    bench.regulators.add(without);
    bench.append(change, id());

    List<FeedEntry> entries = FeedReading.all(bench.feed, 1);

    assertThat(CanonicalJson.write(opened(entries.get(0)).hidden()))
        .isEqualTo(CanonicalJson.write(initialize.hidden()));
    assertThat(CanonicalJson.write(opened(entries.get(1)).hidden()))
        .isEqualTo(CanonicalJson.write(change.hidden()));
  }

  @Test
  void registersAreSetUpWithoutACertificateToo() throws Exception {
    Participant without = FeedSamples.regulator(EntryStatus.ACTIVE, List.of());
    Participant insurer =
        FeedSamples.participant(
            "insurer-anxin", Role.INSURER, "安心示范保险", EntryStatus.ACTIVE, List.of());
    bench.regulators.set(0, without);

    for (Transaction one :
        List.of(
            FeedSamples.initialize(without, bench.random), FeedSamples.change(without, insurer))) {
      bench.append(one, id());
    }

    assertThat(bench.feed.last()).isZero();
  }

  @Test
  void rowsAreNeverChangedOrRemoved() {
    bench.append(request(), id());

    for (String tampering :
        List.of(
            "update feed set line = '{}' where number = 1",
            "delete from feed where number = 1",
            "truncate feed")) {
      assertThatThrownBy(() -> bench.jdbc().sql(tampering).update())
          .hasMessageContaining("never changed or removed");
    }
  }

  @Test
  void nothingIsAppendedOutsideADatabaseTransaction() {
    assertThatThrownBy(() -> bench.feed.append(request(), id()))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  private FeedContent opened(FeedEntry entry) throws Exception {
    return FeedReading.open(entry, key.pair().getPrivate());
  }

  private List<String> lines(long from) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bench.feed.writeTo(from, out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Participant regulator(Key one) throws Exception {
    return FeedSamples.regulator(
        EntryStatus.ACTIVE, List.of(FeedSamples.registered(one, now(), now().plus(YEAR))));
  }

  private RecordRequest request() {
    return FeedSamples.request(bench.random, now());
  }

  private String id() {
    return FeedSamples.transactionId(bench.random);
  }

  private Instant now() {
    return bench.now();
  }
}
