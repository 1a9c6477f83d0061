package org.claimexchange.guard.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.guard.log.LedgerReleases.LedgerRelease;
import org.claimexchange.guard.log.LogFinding.Defect;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.sample.SampleBlocks;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard's log: one chain over restarts and power cuts, held against the ledger. */
class GuardLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final Digest BODY = Digest.of(new byte[] {1});
  private static final Digest PART = Digest.of(new byte[] {2});

  private Path file;

  @BeforeEach
  void nameFile(@TempDir Path folder) {
    file = folder.resolve("guard.log");
  }

  private void write(Duration later, GuardEvent... events) throws IOException {
    try (var log = FileGuardLog.open(file, Clock.fixed(NOW.plus(later), ZoneOffset.UTC))) {
      Arrays.stream(events).forEach(log::write);
    }
  }

  private static GuardEvent opened() {
    return new GuardEvent.Opened(RELEASE, BODY, PART);
  }

  private static GuardEvent answered() {
    return new GuardEvent.Answered(RELEASE, PART, RequestKind.SEARCH, 3, 1);
  }

  private List<Defect> held(Optional<LedgerRelease> release) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return GuardLogCheck.check(in, id -> id.equals(RELEASE) ? release : Optional.empty()).stream()
          .map(LogFinding::defect)
          .toList();
    }
  }

  private static Optional<LedgerRelease> standing() {
    return Optional.of(new LedgerRelease(BODY, NOW, Optional.empty()));
  }

  private static Optional<LedgerRelease> withdrawnAfter(Duration later) {
    return Optional.of(new LedgerRelease(BODY, NOW, Optional.of(NOW.plus(later))));
  }

  @Test
  void aPullUnderAReleaseIsNothingToAskAbout() throws IOException {
    write(Duration.ZERO, new GuardEvent.Started("source-first"), opened(), answered());

    assertThat(held(standing())).isEmpty();
  }

  @Test
  void theChainGoesOnAfterARestart() throws IOException {
    write(Duration.ZERO, new GuardEvent.Started("source-first"), opened());
    write(Duration.ofSeconds(5), new GuardEvent.Started("source-first"), answered());

    assertThat(Files.readAllLines(file)).hasSize(4);
    assertThat(held(standing())).isEmpty();
  }

  @Test
  void everyTornLastLineIsCutOffAndTheChainGoesOn() throws IOException {
    write(Duration.ZERO, new GuardEvent.Started("source-first"), opened(), answered());
    var whole = Files.readAllBytes(file);
    int last = new String(whole, StandardCharsets.UTF_8).lastIndexOf('\n', whole.length - 2) + 1;

    for (int end = last; end < whole.length; end++) {
      Files.write(file, Arrays.copyOf(whole, end));
      write(Duration.ZERO, answered());
      assertThat(Files.readAllBytes(file)).as("cut at " + end).isEqualTo(whole);
    }
  }

  @Test
  void twoProcessesDoNotWriteOneLog() throws IOException {
    try (var first = FileGuardLog.open(file, Clock.systemUTC())) {
      first.write(answered());
      assertThatThrownBy(() -> FileGuardLog.open(file, Clock.systemUTC()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherFileIsNotGoneOnWith() throws IOException {
    Files.writeString(file, "root:x:0:0\n");

    assertThatThrownBy(() -> FileGuardLog.open(file, Clock.systemUTC()))
        .isInstanceOf(IOException.class);
    assertThat(Files.readString(file)).isEqualTo("root:x:0:0\n");
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    write(Duration.ZERO, new GuardEvent.Started("source-first"), opened(), answered(), answered());
    var whole = Files.readAllBytes(file);
    int last = new String(whole, StandardCharsets.UTF_8).lastIndexOf('\n', whole.length - 2) + 1;

    for (int place = 0; place < last; place++) {
      var changed = whole.clone();
      changed[place] ^= 1;
      assertThat(GuardLogCheck.chain(new ByteArrayInputStream(changed)))
          .as("byte " + place)
          .isNotEmpty();
    }
  }

  @Test
  void aLineTakenAwayIsFound() throws IOException {
    write(Duration.ZERO, new GuardEvent.Started("source-first"), opened(), answered(), answered());
    var lines = Files.readAllLines(file);

    for (int i = 0; i < lines.size() - 1; i++) {
      var fewer = new java.util.ArrayList<>(lines);
      fewer.remove(i);
      Files.write(file, fewer);
      assertThat(held(standing())).contains(Defect.CHAIN);
    }
  }

  @Test
  void aTornOrForeignLineIsNamed() throws IOException {
    write(Duration.ZERO, opened());
    Files.writeString(file, "{\"event\":\"answered\"", StandardOpenOption.APPEND);

    assertThat(held(standing())).containsExactly(Defect.MALFORMED);
  }

  @Test
  void aPullWithoutAReleaseOnTheLedgerIsNamed() throws IOException {
    write(Duration.ZERO, opened(), answered());

    assertThat(held(Optional.empty())).containsExactly(Defect.NO_RELEASE, Defect.NO_RELEASE);
  }

  @Test
  void anotherReleaseUnderTheSameIdIsNamed() throws IOException {
    write(Duration.ZERO, opened());

    assertThat(held(Optional.of(new LedgerRelease(PART, NOW, Optional.empty()))))
        .containsExactly(Defect.OTHER_RELEASE);
  }

  @Test
  void aPullWithoutASessionOrAfterItsEndIsNamed() throws IOException {
    write(Duration.ZERO, answered(), opened());
    write(Duration.ofSeconds(121), answered());

    assertThat(held(standing())).containsExactly(Defect.NO_SESSION, Defect.NO_SESSION);
  }

  @Test
  void aPullBeforeItsReleaseIsNamed() throws IOException {
    write(Duration.ofSeconds(-31), opened());

    assertThat(held(standing())).containsExactly(Defect.BEFORE_RELEASE);
  }

  @Test
  void whatTheLedgersTransactionsWroteTellsReleasesAndWithdrawals() {
    var state = new ReleaseState(RELEASE, "consent-1", BODY, 0, NOW);
    var consent =
        new ConsentState("consent-1", "request-1", PART, PART, ConsentStatus.ACTIVE, 1, NOW);
    var revoked =
        new ConsentState("consent-1", "request-1", PART, PART, ConsentStatus.REVOKED, 1, NOW);
    var ledger = new RecordedReleases();
    ledger.take(NOW, Map.of("\u0000consent\u0000consent-1\u0000", json(consent)));
    ledger.take(
        NOW.plusSeconds(1),
        Map.of(
            "\u0000release\u0000" + RELEASE + "\u0000",
            json(state),
            "\u0000release-of\u0000consent-1\u0000" + RELEASE + "\u0000",
            "\u0000"));

    assertThat(ledger.find("another")).isEmpty();
    assertThat(ledger.find(RELEASE))
        .hasValue(new LedgerRelease(BODY, NOW.plusSeconds(1), Optional.empty()));

    ledger.take(NOW.plusSeconds(9), Map.of("\u0000consent\u0000consent-1\u0000", json(revoked)));

    assertThat(ledger.find(RELEASE))
        .hasValue(new LedgerRelease(BODY, NOW.plusSeconds(1), Optional.of(NOW.plusSeconds(9))));
  }

  @Test
  void theLogIsHeldAgainstABlockFile(@TempDir Path folder) throws Exception {
    var blocks = new SampleBlocks();
    var state = new ReleaseState(RELEASE, "consent-1", BODY, 0, NOW);
    var revoked =
        new ConsentState("consent-1", "request-1", PART, PART, ConsentStatus.REVOKED, 1, NOW);
    add(blocks, "openRelease", NOW, "\u0000release\u0000" + RELEASE + "\u0000", json(state));
    add(blocks, "revoke", NOW.plusSeconds(61), "\u0000consent\u0000consent-1\u0000", json(revoked));
    blocks.writeFile(folder.resolve("ledger.blocks"));
    var ledger = BlockReleases.read(folder.resolve("ledger.blocks"));
    write(Duration.ofSeconds(60), opened(), answered());

    assertThat(ledger.end().height()).isEqualTo(3);
    assertThat(against(ledger)).isEmpty();

    write(Duration.ofSeconds(400), opened());

    assertThat(against(ledger)).containsExactly(Defect.AFTER_WITHDRAWAL);
  }

  private static void add(
      SampleBlocks blocks, String function, Instant time, String key, String value) {
    blocks.add("ExchangeMSP", function, "{}", time, Map.of(key, value), TxValidationCode.VALID);
  }

  private List<Defect> against(LedgerReleases ledger) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return GuardLogCheck.check(in, ledger).stream().map(LogFinding::defect).toList();
    }
  }

  private static String json(Object state) {
    return CanonicalJson.writeText(state);
  }

  @Test
  void aPullGoesOnForTheRestOfItsSessionAfterAWithdrawalAndNoLonger() throws IOException {
    write(Duration.ofSeconds(60), opened());
    write(Duration.ofSeconds(150), answered());
    assertThat(held(withdrawnAfter(Duration.ofSeconds(61)))).isEmpty();

    write(Duration.ofSeconds(400), opened(), answered());
    assertThat(held(withdrawnAfter(Duration.ofSeconds(61))))
        .containsExactly(Defect.AFTER_WITHDRAWAL, Defect.AFTER_WITHDRAWAL);
  }
}
