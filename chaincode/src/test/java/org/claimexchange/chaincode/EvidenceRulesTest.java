package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
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

  @Test
  void anotherApprovalOfTheInsurersDoesNotCoverWhatWasDelivered() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    Approval wide = bench.world.approvals().entry(World.APPROVAL);
    Approval narrow =
        new Approval(
            "approval-2026-018",
            wide.insurer(),
            List.of("visit"),
            wide.purposes(),
            wide.from(),
            wide.to(),
            EntryStatus.ACTIVE,
            bench.world.salt());
    new Variants(bench).change(narrow);
    new Variants(bench).change(new Variants(bench).withStatus(wide, EntryStatus.ENDED));
    Cover cover = claim.cover();
    Cover swapped =
        new Cover(
            cover.statement(),
            cover.openings(),
            bench.world.approvals().proven("approval-2026-018"),
            cover.participants(),
            cover.relation());

    var asked = claim.evidenceOfDelivery(delivery, World.INSURER);
    assertThat(bench.refusal(new EvidenceRequest.OfDelivery(asked.query(), swapped)))
        .isEqualTo(Code.NO_APPROVAL);
    var ofConsent = claim.evidenceOfConsent(World.INSURER);
    assertThat(bench.refusal(new EvidenceRequest.OfConsent(ofConsent.query(), swapped)))
        .isEqualTo(Code.NO_APPROVAL);
  }
}
