package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.claimexchange.guard.log.FileGuardLog;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.guard.log.RequestKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.sample.SampleBlocks;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./exchange guard check}: one line for each thing amiss, and the status says whether. */
class GuardCheckCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final Digest BODY = Digest.of(new byte[] {1});
  private static final Digest PART = Digest.of(new byte[] {2});

  @TempDir Path folder;
  private Path log;
  private Path blocks;

  @BeforeEach
  void files() throws Exception {
    log = folder.resolve("guard.log");
    blocks = folder.resolve("ledger.blocks");
    SampleBlocks ledger = new SampleBlocks();
    ledger.add(
        "ExchangeMSP",
        "openRelease",
        "{}",
        NOW,
        Map.of(
            "\u0000release\u0000" + RELEASE + "\u0000",
            CanonicalJson.writeText(new ReleaseState(RELEASE, "consent-1", BODY, 0, NOW))),
        TxValidationCode.VALID);
    ledger.writeFile(blocks);
    write(RELEASE);
  }

  @Test
  void aLogThatFitsTheLedgerIsSaidToFit() {
    Said said = run("--log", log + "", "--blocks", blocks + "");

    assertThat(said.text()).startsWith("whole, and fits the ledger; blocks 0 to 1, last hash ");
    assertThat(said.status()).isZero();
  }

  @Test
  void aPullWithoutAReleaseIsOneLineAndStatusOne() throws Exception {
    write("another");

    Said said = run("--log", log + "", "--blocks", blocks + "");

    assertThat(said.text())
        .contains("line 3  NO_RELEASE  release another")
        .contains("DOES NOT FIT");
    assertThat(said.status()).isEqualTo(1);
    assertThat(run("--log", log + "").text().strip()).isEqualTo("whole");
  }

  @Test
  void blocksThatAreNoneAreStatusTwo() throws Exception {
    Files.writeString(blocks, "certainly not");

    Said said = run("--log", log + "", "--blocks", blocks + "");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.text()).contains("not-blocks").contains("--blocks").doesNotContain("\tat ");
  }

  private void write(String release) throws Exception {
    try (var guard = FileGuardLog.open(log, Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC))) {
      guard.write(new GuardEvent.Opened(release, BODY, PART));
      guard.write(new GuardEvent.Answered(release, PART, RequestKind.SEARCH, 3, 1));
    }
  }

  private record Said(int status, String text) {}

  private static Said run(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "guard";
    all[1] = "check";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Said(line.execute(all), text.toString());
  }
}
