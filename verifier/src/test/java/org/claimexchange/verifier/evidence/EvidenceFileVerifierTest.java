package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.verifier.evidence.ReadUnderTest.ISSUED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.OTHERS;
import static org.claimexchange.verifier.evidence.ReadUnderTest.RELEASE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.SOME;
import static org.claimexchange.verifier.evidence.ReadUnderTest.SOURCE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.endorsements;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.VerificationReport.Outcome;
import org.claimexchange.verifier.evidence.EvidenceReport.Line;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.Test;

/** A file of evidence is reported check by check. */
class EvidenceFileVerifierTest {
  private static final IdRule ANY = new IdRule.AsClaimed();
  private static final NonceRule NONE = new NonceRule.NotIssued();

  private static final EvidenceFileVerifier VERIFIER =
      new EvidenceFileVerifier(
          EvidencePolicy.claims(
              LEDGER.trusted(),
              new Freshness.OfAnyAge(
                  Duration.ofMinutes(5), Clock.fixed(NOW.plusSeconds(9_999_999), ZoneOffset.UTC))));

  @Test
  void aFileWithConsentAndReleaseHolds() {
    EvidenceReport report = VERIFIER.verify(file(consent(), right().sign()), ANY, ANY, NONE);

    assertThat(report.holds()).isTrue();
    assertThat(report.evaluation()).isTrue();
    assertThat(report.reads())
        .extracting(EvidenceReport.Read::object)
        .containsExactly("c1", RELEASE);
    assertThat(report.lines()).hasSize(1 + 2 * EvidenceDefect.values().length);
    assertThat(report.lines())
        .extracting(Line::text)
        .contains(
            "ok     write-set evidenceOfRelease "
                + RELEASE
                + " for "
                + SOURCE
                + ": the transaction would have written nothing");
  }

  @Test
  void whatWasDemandedMustBeThere() {
    byte[] file = file(right().sign());

    assertThat(
            VERIFIER.verify(file, one(RELEASE), one(SOURCE), new NonceRule.Exactly(ISSUED)).holds())
        .isTrue();
    assertThat(failed(file, one("another"), ANY, NONE)).containsExactly("object", "objects");
    assertThat(failed(file, ANY, one("source-pudong"), NONE)).containsExactly("for-whom");
    assertThat(failed(file, ANY, ANY, new NonceRule.Exactly("old"))).containsExactly("nonce");
    assertThat(failed(file, new IdRule.OneOf(Set.of(RELEASE, "c1")), ANY, NONE))
        .containsExactly("objects");
    assertThat(failed(file, new IdRule.OneOf(Set.of()), ANY, NONE)).containsExactly("object");
  }

  @Test
  void whatNobodyDemandedIsSaidToBeTakenAsItIs() {
    EvidenceReport report = VERIFIER.verify(file(right().sign()), ANY, ANY, NONE);

    assertThat(report.lines().stream().filter(line -> !line.reason().isEmpty()))
        .extracting(Line::check)
        .containsExactly("object", "nonce", "for-whom");
  }

  @Test
  void theCheckThatFailedIsNamedAndWhatComesAfterIsNotClaimed() {
    EvidenceRead alone = endorsements(right().sign(), list -> List.of(list.get(0)));

    EvidenceReport report = VERIFIER.verify(file(alone, consent()), ANY, ANY, NONE);

    assertThat(report.holds()).isFalse();
    assertThat(report.failures()).extracting(Line::check).containsExactly("policy");
    assertThat(outcome(report, "certificates")).isEqualTo(Outcome.PASSED);
    assertThat(outcome(report, "write-set")).isEqualTo(Outcome.NOT_REACHED);
    assertThat(report.reads()).extracting(EvidenceReport.Read::object).containsExactly("c1");
  }

  @Test
  void whateverIsNoEvidenceIsOneFailedLine() {
    EvidenceRead same = right().sign();
    byte[] file = file(same);
    String text = new String(file, StandardCharsets.UTF_8);
    for (byte[] broken :
        List.of(
            new byte[0],
            "{}".getBytes(StandardCharsets.UTF_8),
            (text + "\n").getBytes(StandardCharsets.UTF_8),
            text.replace("evidence-file/v1", "evidence-file/v2").getBytes(StandardCharsets.UTF_8),
            file(),
            file(same, consent(), same),
            new byte[EvidenceFile.MAX_BYTES + 1])) {
      EvidenceReport report = VERIFIER.verify(broken, ANY, ANY, NONE);

      assertThat(report.holds()).isFalse();
      assertThat(report.lines()).extracting(Line::check).containsExactly("file");
    }
  }

  @Test
  void anotherNetworksEvidenceFailsAtItsCertificates() {
    EvidenceRead foreign =
        right()
            .endorsedBy(
                Map.of(
                    "RegulatorMSP",
                    OTHERS.peer("RegulatorMSP"),
                    "ExchangeMSP",
                    OTHERS.peer("ExchangeMSP")))
            .sign();

    assertThat(failed(file(foreign), ANY, ANY, NONE)).containsExactly("certificates");
  }

  @Test
  void aFunctionNobodyKnowsFailsAtItsFunction() {
    EvidenceRead read = right().sign();
    EvidenceRead other =
        new EvidenceRead(
            "getConsent", read.header(), read.proposal(), read.payload(), read.endorsements());

    assertThat(failed(file(other), ANY, ANY, NONE)).containsExactly("function");
  }

  @Test
  void aFilesOwnTextCannotWriteToTheReadersScreen() {
    EvidenceRead read =
        LEDGER.read(ConsentEvidence.FUNCTION, "\u001b[2J", "x\nok      all: fine", NOW).sign();

    EvidenceReport report = VERIFIER.verify(file(read), ANY, ANY, NONE);

    assertThat(report.lines()).allSatisfy(line -> assertThat(line.text()).doesNotContain("\u001b"));
    assertThat(report.lines()).allSatisfy(line -> assertThat(line.text()).doesNotContain("\n"));
  }

  @Test
  void theReportForProgramsSaysTheSame() {
    EvidenceReport report = VERIFIER.verify(file(right().sign()), ANY, ANY, NONE);

    JsonNode json = CanonicalJson.read(report.toJson(), JsonNode.class);

    assertThat(json.path("holds").asBoolean()).isTrue();
    assertThat(json.path("checks")).hasSize(report.lines().size());
    assertThat(json.at("/checks/0/outcome").asText()).isEqualTo("passed");
    assertThat(json.at("/reads/0/organizations/1").asText()).isEqualTo("RegulatorMSP");
  }

  static EvidenceRead consent() {
    var evidence =
        new ConsentEvidence(
            new ConsentState("c1", "r1", SOME, SOME, ConsentStatus.ACTIVE, 1, NOW.minusSeconds(9)),
            NOW.plusSeconds(900));
    return LEDGER
        .read(ConsentEvidence.FUNCTION, "c1", "insurer-anxin", NOW)
        .result(evidence)
        .sign();
  }

  static byte[] file(EvidenceRead... reads) {
    return CanonicalJson.write(SampleLedger.evidence(reads));
  }

  private static IdRule one(String id) {
    return new IdRule.OneOf(Set.of(id));
  }

  private static List<String> failed(byte[] file, IdRule objects, IdRule forWhom, NonceRule nonce) {
    return VERIFIER.verify(file, objects, forWhom, nonce).failures().stream()
        .map(Line::check)
        .toList();
  }

  private static Outcome outcome(EvidenceReport report, String check) {
    return Stream.of(report)
        .flatMap(one -> one.lines().stream())
        .filter(line -> line.check().equals(check))
        .findFirst()
        .orElseThrow()
        .outcome();
  }
}
