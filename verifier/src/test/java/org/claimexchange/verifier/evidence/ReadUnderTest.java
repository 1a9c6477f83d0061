package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;

/** A read of a release that holds, and the verifier of the hospital that it is for. */
final class ReadUnderTest {
  static final Instant NOW = Instant.parse("2026-11-23T02:15:30.123456789Z");
  static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  static final String SOURCE = "source-ruijin";
  static final String ISSUED = "n0nceOfTheSource_4711A";
  static final Digest SOME = Digest.of(new byte[] {1});
  static final SampleLedger LEDGER = new SampleLedger(NOW);

  /** Another network, whose organizations have the same names. */
  static final SampleLedger OTHERS = new SampleLedger(NOW);

  static final EvidenceExpectation EXPECTED = EvidenceExpectation.of(RELEASE, SOURCE, ISSUED);
  private static final EvidenceVerifier VERIFIER = verifierAt(NOW);

  private ReadUnderTest() {}

  static SampleRead right() {
    return LEDGER
        .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, NOW.minusSeconds(5))
        .nonce(ISSUED)
        .result(release(RELEASE, NOW.plusSeconds(600)));
  }

  static ReleaseEvidence release(String id, Instant deadline) {
    return new ReleaseEvidence(
        new ReleaseState(id, "consent-1", SOME, 0, NOW.minusSeconds(60)),
        SOME,
        SOME,
        SOME,
        deadline);
  }

  static EvidenceVerifier verifier() {
    return VERIFIER;
  }

  static EvidenceVerifier verifierAt(Instant now) {
    return new EvidenceVerifier(
        EvidencePolicy.claims(
            LEDGER.trusted(),
            new Freshness.Within(
                Duration.ofMinutes(2), Duration.ofSeconds(30), Clock.fixed(now, ZoneOffset.UTC))));
  }

  static void assertDefect(EvidenceDefect defect, Evidence evidence) {
    assertDefect(defect, verifier(), evidence);
  }

  static void assertDefect(EvidenceDefect defect, EvidenceVerifier verifier, Evidence evidence) {
    assertThatThrownBy(() -> verifier.release(evidence, EXPECTED))
        .isInstanceOfSatisfying(
            EvidenceException.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.defect()).isEqualTo(defect));
  }

  static EvidenceRead endorsements(
      EvidenceRead read, UnaryOperator<List<EvidenceEndorsement>> change) {
    return new EvidenceRead(
        read.function(),
        read.header(),
        read.proposal(),
        read.payload(),
        change.apply(read.endorsements()));
  }
}
