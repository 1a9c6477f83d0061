package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordRequest;
import org.junit.jupiter.api.Test;

/** The same transaction once more, and another one under its id. */
class RepeatingTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final Variants variants = new Variants(bench);

  @Test
  void theSameAnswersAsTheFirstDid() {
    ClaimCase claim = world.newCase(World.mother());
    RecordRequest request = claim.recordRequest();
    assertThat(bench.repeatable(request)).isTrue();
    assertThat(bench.repeatable(claim.grant())).isTrue();
    ReleaseBody release = claim.releaseBody();
    assertThat(bench.repeatable(claim.openRelease(release))).isTrue();
    RecordDelivery delivery = claim.recordDelivery(release);
    assertThat(bench.repeatable(delivery)).isTrue();
    assertThat(bench.repeatable(claim.recordReceipt(delivery))).isTrue();
    assertThat(bench.repeatable(claim.recordErasure(delivery))).isTrue();
    assertThat(bench.repeatable(claim.revoke())).isTrue();
  }

  @Test
  void anIdTakenByOtherContentIsRefused() {
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    bench.commit(World.OPERATOR, claim.recordReceipt(delivery));

    RequestBody body = claim.request();
    assertThat(bench.refusal(World.OPERATOR, claim.recordRequest(variants.resalted(body))))
        .isEqualTo(Code.ID_TAKEN);
    String consent = claim.consent();
    ClaimCase other = bench.requested();
    assertThat(bench.refusal(World.OPERATOR, other.grant(draft -> draft.consent = consent)))
        .isEqualTo(Code.ID_TAKEN);
    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(variants.resalted(release))))
        .isEqualTo(Code.ID_TAKEN);
    assertThat(
            bench.refusal(World.OPERATOR, claim.recordDelivery(release, delivery.hidden().body())))
        .isEqualTo(Code.ID_TAKEN);
    assertThat(bench.refusal(World.OPERATOR, claim.recordReceipt(delivery)))
        .isEqualTo(Code.ID_TAKEN);
  }

  @Test
  void aReplayedGrantUnderAnotherIdIsRefused() {
    ClaimCase claim = bench.requested();
    Grant grant = claim.grant();
    bench.commit(World.OPERATOR, grant);
    Grant.Open open = grant.open();

    Grant replayed =
        new Grant(
            new Grant.Open(
                world.id(), open.request(), open.statement(), open.proof(), open.nonce()),
            grant.hidden());
    assertThat(bench.refusal(World.OPERATOR, replayed)).isEqualTo(Code.DIGEST_MISMATCH);
  }

  @Test
  void aSpentNonceIsRefused() {
    ClaimCase claim = bench.requested();
    Grant grant = claim.grant();
    bench.ledger.put("nonce/" + grant.open().nonce().value(), "another".getBytes());

    assertThat(bench.refusal(World.OPERATOR, grant)).isEqualTo(Code.NONCE_SPENT);
  }
}
