package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.verifier.evidence.ReadUnderTest.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/evidence.md, run as they stand there. */
class EvidenceByHandTest {
  private static final Path PAGE = Path.of("../docs/evidence.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @BeforeEach
  void takeApart() throws Exception {
    Instant now = Clock.systemUTC().instant();
    SampleLedger ledger = new SampleLedger(now);
    EvidenceRead read =
        ledger
            .read(ReleaseEvidence.FUNCTION, "r1", "source-ruijin", now)
            .result(release("r1", now.plusSeconds(600)))
            .sign();
    EvidenceEndorsement regulator = read.endorsements().get(0);
    write("payload.bin", read.payload());
    write("header.bin", read.header());
    write("proposal.bin", read.proposal());
    write("endorser.bin", regulator.endorser());
    write("signature.der", regulator.signature());
    Header header = Header.parseFrom(bytes("header.bin"));
    Files.write(folder.resolve("channel-header.bin"), header.getChannelHeader().toByteArray());
    Files.write(folder.resolve("signature-header.bin"), header.getSignatureHeader().toByteArray());
    Files.writeString(
        folder.resolve("RegulatorMSP.pem"), Pem.write(ledger.root("RegulatorMSP").certificate()));
    Files.writeString(
        folder.resolve("ExchangeMSP.pem"), Pem.write(ledger.root("ExchangeMSP").certificate()));
  }

  @Test
  void opensslFindsChainRoleAndSignatureGood() throws Exception {
    Answer answer = run(block("openssl verify"));

    assertThat(answer.status()).isZero();
    assertThat(answer.out()).contains("peer.pem: OK", "OU = peer", "Verified OK");
  }

  @Test
  void opensslRefusesAnotherPayloadAndAnotherIdentity() throws Exception {
    for (String file : List.of("payload.bin", "endorser.bin")) {
      byte[] right = bytes(file);
      byte[] changed =
          file.equals("payload.bin") ? right.clone() : Arrays.copyOf(right, right.length + 1);
      changed[5] ^= file.equals("payload.bin") ? (byte) 1 : 0;
      Files.write(folder.resolve(file), changed);

      Answer answer = run(block("openssl verify"));
      Files.write(folder.resolve(file), right);

      assertThat(answer.status()).as(file).isNotZero();
      assertThat(answer.out()).as(file).contains("peer.pem: OK").doesNotContain("Verified OK");
    }
  }

  @Test
  void opensslRefusesAnotherOrganizationsRoot() throws Exception {
    Files.copy(
        folder.resolve("ExchangeMSP.pem"),
        folder.resolve("RegulatorMSP.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(run(block("openssl verify")).out()).doesNotContain("peer.pem: OK");
  }

  @Test
  void theHashTiesTheAnswerToTheQuestion() throws Exception {
    byte[] expected =
        ProposalResponsePayload.parseFrom(bytes("payload.bin")).getProposalHash().toByteArray();

    assertThat(run(block("channel-header.bin")).out())
        .isEqualTo(Base64.getEncoder().encodeToString(expected));
  }

  private static String block(String with) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      if (blocks.group(1).contains(with)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError("no block with " + with);
  }

  private record Answer(int status, String out) {}

  private Answer run(String commands) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out);
  }

  private void write(String file, String base64) throws IOException {
    Files.write(folder.resolve(file), Base64.getDecoder().decode(base64));
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }
}
