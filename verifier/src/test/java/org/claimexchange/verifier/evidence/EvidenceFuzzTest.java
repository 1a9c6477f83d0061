package org.claimexchange.verifier.evidence;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.verifier.evidence.EvidenceReport.Line;

/**
 * Whatever somebody hands over, the answer is a check that failed. In a build the samples beside it
 * are run; with {@code JAZZER_FUZZ=1} new ones are looked for.
 */
class EvidenceFuzzTest {
  private static final EvidencePolicy POLICY =
      EvidencePolicy.claims(
          ReadUnderTest.LEDGER.trusted(),
          new Freshness.OfAnyAge(
              Duration.ofMinutes(5), Clock.fixed(ReadUnderTest.NOW, ZoneOffset.UTC)));

  /** A whole file. */
  @FuzzTest
  void file(byte[] file) {
    EvidenceReport report =
        new EvidenceFileVerifier(POLICY)
            .verify(
                file, new IdRule.AsClaimed(), new IdRule.AsClaimed(), new NonceRule.NotIssued());

    if (report.holds()) {
      throw new AssertionError("nobody signed this");
    }
    report.lines().forEach(Line::text);
  }

  /** The parts of one read: five texts, each after its length in two bytes. */
  @FuzzTest
  void read(byte[] parts) {
    int at = 0;
    String[] text = new String[5];
    for (int i = 0; i < text.length; i++) {
      int length = at + 2 <= parts.length ? (parts[at] & 0xff) << 8 | parts[at + 1] & 0xff : 0;
      int from = Math.min(at + 2, parts.length);
      int to = Math.min(from + length, parts.length);
      text[i] = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(parts, from, to));
      at = to;
    }
    EvidenceRead read =
        new EvidenceRead(
            ReleaseEvidence.FUNCTION,
            text[0],
            text[1],
            text[2],
            List.of(new EvidenceEndorsement(text[3], text[4])));
    try {
      EvidenceVerifier.claimed(read);
    } catch (EvidenceException expected) {
      expected.defect().code().getBytes(StandardCharsets.UTF_8);
    }
    try {
      new EvidenceVerifier(POLICY)
          .release(
              new Evidence(Evidence.TYPE, "claims", "consent", List.of(read), Map.of()),
              ReadUnderTest.EXPECTED);
      throw new AssertionError("nobody signed this");
    } catch (EvidenceException expected) {
      expected.defect().code().getBytes(StandardCharsets.UTF_8);
    }
  }
}
