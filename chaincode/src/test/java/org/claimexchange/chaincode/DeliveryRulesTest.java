package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.junit.jupiter.api.Test;

/** What is delivered under a release, received and erased. */
class DeliveryRulesTest {
  private final Bench bench = Bench.ready();
  private final Variants variants = new Variants(bench);

  @Test
  void pastTheDeadlineNothingIsDelivered() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    bench.clock.forward(Duration.ofDays(3));

    assertThat(bench.refusal(World.OPERATOR, claim.recordDelivery(release)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(bench.refusal(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.DEADLINE_PASSED);
  }

  @Test
  void aDeliverySupersedesOneOfItsOwnConsent() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery first = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, first);
    ClaimCase other = bench.granted();
    ReleaseBody otherRelease = other.releaseBody();
    bench.commit(World.OPERATOR, other.openRelease(otherRelease));

    String superseded = first.open().delivery();
    bench.commit(
        World.OPERATOR,
        claim.recordDelivery(release, claim.deliveryBody(release, List.of(superseded))));
    assertThat(
            bench.refusal(
                World.OPERATOR,
                other.recordDelivery(
                    otherRelease, other.deliveryBody(otherRelease, List.of(superseded)))))
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aSupersededDeliveryIsAttestedNoMoreAndSupersededOnce() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery first = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, first);
    List<String> superseded = List.of(first.open().delivery());
    RecordDelivery corrected =
        claim.recordDelivery(release, claim.deliveryBody(release, superseded));

    assertThat(bench.repeatable(corrected)).isTrue();

    assertThat(bench.refusal(claim.evidenceOfDelivery(first, World.INSURER)))
        .isEqualTo(Code.DELIVERY_SUPERSEDED);
    bench.evidence(claim.evidenceOfDelivery(corrected, World.INSURER));
    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.recordDelivery(release, claim.deliveryBody(release, superseded))))
        .isEqualTo(Code.DELIVERY_SUPERSEDED);
    assertThat(
            bench
                .commit(World.OPERATOR, claim.recordReceipt(first), DeliveryState.class)
                .supersededBy())
        .as("what was fetched before can still be signed for")
        .containsExactly(corrected.open().delivery());
  }

  @Test
  void onlyWhatWasReleasedIsDelivered() {
    ClaimCase claim = bench.granted();
    ReleaseBody both = claim.releaseBody();
    ReleaseBody one = variants.withParts(both, both.parts().subList(0, 1));
    bench.commit(World.OPERATOR, claim.openRelease(one));
    RecordDelivery delivery = claim.recordDelivery(one, claim.deliveryBody(both, List.of()));

    assertThat(bench.refusal(World.OPERATOR, delivery)).isEqualTo(Code.PART_NOT_GRANTED);
  }

  @Test
  void aReceiptInventedByTheOperatorIsRefused() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    RecordReceipt valid = claim.recordReceipt(delivery);
    String payload = valid.hidden().receipt().split("\\.")[1];

    String invented =
        Keys.jws(
            com.nimbusds.jose.JWSAlgorithm.ES256,
            "",
            Keys.p256(),
            new com.nimbusds.jose.util.Base64URL(payload).decodeToString());
    assertThat(
            bench.refusal(
                World.OPERATOR, claim.recordReceipt(delivery.open().delivery(), invented)))
        .isEqualTo(Code.RECEIPT_INVALID);
  }

  @Test
  void aReceiptForAnotherPackageIsRefused() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    RecordDelivery another = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    bench.commit(World.OPERATOR, another);
    String receipt = claim.recordReceipt(another).hidden().receipt();

    assertThat(
            bench.refusal(World.OPERATOR, claim.recordReceipt(delivery.open().delivery(), receipt)))
        .isEqualTo(Code.RECEIPT_INVALID);
  }

  @Test
  void anErasedDeliveryIsNeitherReceivedNorAttested() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    bench.commit(World.OPERATOR, claim.recordErasure(delivery));

    assertThat(bench.refusal(World.OPERATOR, claim.recordReceipt(delivery)))
        .isEqualTo(Code.DELIVERY_ERASED);
    assertThat(bench.refusal(claim.evidenceOfDelivery(delivery, World.INSURER)))
        .isEqualTo(Code.DELIVERY_ERASED);
  }
}
