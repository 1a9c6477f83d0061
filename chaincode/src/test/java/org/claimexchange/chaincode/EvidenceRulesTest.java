package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.junit.jupiter.api.Test;

/** What peers attest, and to whom. */
class EvidenceRulesTest {
  private final Bench bench = Bench.ready();
  private final Variants variants = new Variants(bench);

  @Test
  void aReleaseIsAttestedForEachSourcesOwnPart() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));

    var answer = bench.evidence(claim.evidenceOfRelease(release, World.SECOND_HOSPITAL));
    assertThat(answer.result().get("part").asText())
        .isEqualTo(claim.openings().parts().get(1).digest().value());
    assertThat(answer.time()).isEqualTo(bench.clock.instant());
  }

  @Test
  void aSourceWithoutAPartGetsNone() {
    ClaimCase claim = bench.granted();
    ReleaseBody both = claim.releaseBody();
    ReleaseBody one = variants.withParts(both, both.parts().subList(0, 1));
    bench.commit(World.OPERATOR, claim.openRelease(one));

    assertThat(bench.refusal(claim.evidenceOfRelease(one, World.SECOND_HOSPITAL)))
        .isEqualTo(Code.PART_NOT_GRANTED);
  }

  @Test
  void aDeliveryIsAttestedForItsRecipientsOnly() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);

    var answer = bench.evidence(claim.evidenceOfDelivery(delivery, World.INSURER));
    assertThat(answer.result().get("state").get("sealed").asText())
        .isEqualTo(delivery.open().sealed().value());
    assertThat(bench.refusal(claim.evidenceOfDelivery(delivery, World.OTHER_INSURER)))
        .isEqualTo(Code.WRONG_RECIPIENT);
  }
}
