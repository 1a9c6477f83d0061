package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.RecordDelivery;
import org.junit.jupiter.api.Test;

class LifeOfAConsentTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;

  @Test
  void requestGrantReleaseDeliveryReceiptErasure() {
    ClaimCase claim = world.newCase(World.mother());
    assertThat(bench.commit(World.OPERATOR, claim.recordRequest(), RequestState.class).status())
        .isEqualTo(RequestStatus.RECORDED);
    assertThat(bench.commit(World.OPERATOR, claim.grant(), ConsentState.class).status())
        .isEqualTo(ConsentStatus.ACTIVE);
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    assertThat(bench.commit(World.OPERATOR, delivery, DeliveryState.class).status())
        .isEqualTo(DeliveryStatus.RECORDED);
    assertThat(
            bench
                .commit(World.OPERATOR, claim.recordReceipt(delivery), DeliveryState.class)
                .status())
        .isEqualTo(DeliveryStatus.RECEIVED);
    assertThat(
            bench
                .commit(World.OPERATOR, claim.recordErasure(delivery), DeliveryState.class)
                .status())
        .isEqualTo(DeliveryStatus.ERASED);
  }
}
