package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as its users call it: status, lines, and one sentence where it is used wrongly. */
class EvidenceCommandTest {
  private static final String NONCE = "n0nceOfTheInsurer_2026";

  @TempDir Path folder;
  private String file = "";
  private String trust = "";

  @BeforeEach
  void write() throws Exception {
    Instant now = Clock.systemUTC().instant();
    SampleLedger ledger = new SampleLedger(now);
    Digest some = Digest.of(new byte[] {1});
    EvidenceRead read =
        ledger
            .read(DeliveryEvidence.FUNCTION, "d1", "insurer-anxin", now)
            .nonce(NONCE)
            .result(
                new DeliveryEvidence(
                    new DeliveryState(
                        "d1",
                        "r1",
                        "c1",
                        some,
                        some,
                        DeliveryStatus.RECORDED,
                        List.of(),
                        now.minusSeconds(9)),
                    some))
            .sign();
    Path json = folder.resolve("package.asice.p7m.delivery.json");
    Files.write(json, CanonicalJson.write(SampleLedger.evidence(read)));
    Path roots = Files.createDirectories(folder.resolve("trust/ledger"));
    for (String organization : List.of("RegulatorMSP", "ExchangeMSP", "SourceMSP")) {
      Files.writeString(
          roots.resolve(organization + ".pem"), Pem.write(ledger.root(organization).certificate()));
    }
    file = json.toString();
    trust = folder.resolve("trust").toString();
  }

  @Test
  void evidenceThatHoldsIsStatusZero() {
    Answer answer =
        run(file, "--trust", trust, "--nonce", NONCE, "--for", "insurer-anxin", "--object", "d1");

    assertThat(answer.status()).isZero();
    assertThat(answer.out())
        .contains("ok     write-set evidenceOfDelivery d1 for insurer-anxin:")
        .contains("evaluation")
        .endsWith("verified\n")
        .doesNotContain("FAILED");
  }

  @Test
  void theFailedCheckIsNamedAndTheStatusIsOne() {
    Answer answer = run(file, "--trust", trust, "--nonce", "anotherNonce");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out()).contains("FAILED nonce").endsWith("NOT VERIFIED\n");
  }

  @Test
  void programsGetOneJsonObject() {
    Answer answer = run(file, "--trust", trust, "--json");

    assertThat(answer.status()).isZero();
    assertThat(answer.out()).startsWith("{").contains("\"holds\":true").hasLineCount(1);
  }

  @Test
  void wrongUsageIsStatusTwoAndASentence() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertThat(run(file).status()).isEqualTo(2);
    assertThat(run(file, "--trust", empty.toString()).err()).contains("check --trust");
    assertThat(run(file, "--trust", empty.toString()).status()).isEqualTo(2);
    assertThat(run(folder.resolve("none.json").toString(), "--trust", trust).status()).isEqualTo(2);
    assertThat(run(file, "--trust", trust, "--nonce", "").err()).contains("--nonce is empty");
  }

  @Test
  void rootsOfTheLedgerAreAllThatIsNeeded() {
    assertThat(folder.resolve("trust/signers")).doesNotExist();
    assertThat(run(file, "--trust", trust).status()).isZero();
  }

  private record Answer(int status, String out, String err) {}

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("evidence", "verify"));
    all.addAll(List.of(arguments));
    int status = line.execute(all.toArray(String[]::new));
    return new Answer(status, out.toString().replace("\r", ""), err.toString());
  }
}
