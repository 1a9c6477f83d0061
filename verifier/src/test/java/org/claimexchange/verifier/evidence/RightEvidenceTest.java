package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.ReadUnderTest.EXPECTED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.RELEASE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.SOME;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;
import static org.claimexchange.verifier.evidence.ReadUnderTest.verifier;
import static org.claimexchange.verifier.evidence.ReadUnderTest.verifierAt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.Test;

/** Evidence as the peers make it is taken. */
class RightEvidenceTest {
  @Test
  void evidenceAsThePeersMakeItIsTaken() throws EvidenceException {
    VerifiedRead<ReleaseEvidence> read =
        verifier().release(SampleLedger.evidence(right().sign()), EXPECTED);

    assertThat(read.result().state().release()).isEqualTo(RELEASE);
    assertThat(read.organizations()).containsExactlyInAnyOrder("RegulatorMSP", "ExchangeMSP");
    assertThat(read.evaluation()).isTrue();
  }

  @Test
  void consentAndDeliveryAreTakenToo() throws EvidenceException {
    var consent =
        new ConsentEvidence(
            new ConsentState("c1", "r1", SOME, SOME, ConsentStatus.ACTIVE, 1, NOW.minusSeconds(9)),
            NOW.plusSeconds(900));
    var delivery =
        new DeliveryEvidence(
            new DeliveryState(
                "d1",
                RELEASE,
                "c1",
                SOME,
                SOME,
                DeliveryStatus.RECORDED,
                List.of(),
                NOW.minusSeconds(9)),
            SOME);
    EvidenceRead ofConsent =
        LEDGER.read(ConsentEvidence.FUNCTION, "c1", "insurer-anxin", NOW).result(consent).sign();
    EvidenceRead ofDelivery =
        LEDGER.read(DeliveryEvidence.FUNCTION, "d1", "insurer-anxin", NOW).result(delivery).sign();

    assertThat(
            verifier().consent(SampleLedger.evidence(ofConsent), forInsurer("c1")).result().state())
        .isEqualTo(consent.state());
    assertThat(
            verifier()
                .delivery(SampleLedger.evidence(ofDelivery), forInsurer("d1"))
                .result()
                .state())
        .isEqualTo(delivery.state());
  }

  private static EvidenceExpectation forInsurer(String object) {
    return new EvidenceExpectation(
        Set.of(object), Set.of("insurer-anxin"), new NonceRule.NotIssued());
  }

  @Test
  void evidenceOfAnyAgeStaysGoodForACourt() throws EvidenceException {
    Instant nineYearsLater = NOW.plus(Duration.ofDays(3000));
    EvidenceVerifier court =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                LEDGER.trusted(),
                new Freshness.OfAnyAge(
                    Duration.ofSeconds(30), Clock.fixed(nineYearsLater, ZoneOffset.UTC))));
    Evidence evidence = SampleLedger.evidence(right().sign());

    assertThat(court.release(evidence, EXPECTED).time()).isEqualTo(NOW.minusSeconds(5));
    assertThatThrownBy(() -> verifierAt(nineYearsLater).release(evidence, EXPECTED))
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.defect()).isEqualTo(TIME));
  }

  @Test
  void evidenceSurvivesItsWayAsJson() throws EvidenceException {
    byte[] json = CanonicalJson.write(SampleLedger.evidence(right().sign()));

    Evidence back = CanonicalJson.readCanonical(json, Evidence.class);

    assertThat(verifier().release(back, EXPECTED).result().state().release()).isEqualTo(RELEASE);
  }
}
