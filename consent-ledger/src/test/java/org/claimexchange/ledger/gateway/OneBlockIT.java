package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two transactions endorsed on the same state, in a chosen order in one block. */
class OneBlockIT {
  private static final String CONFLICT = "MVCC_READ_CONFLICT";

  private static RunningLedger running;
  private static Wire wire;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(400));
    wire = new Wire(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    wire.close();
    running.close();
  }

  @Test
  void aReleaseBehindAWithdrawalInOneBlockIsVoid() throws Exception {
    ClaimCase claim = running.granted();

    assertThat(inOneBlock(claim.revoke(), claim.openRelease()))
        .containsExactly(Wire.VALID, CONFLICT);

    assertThat(consent(claim).status()).isEqualTo(ConsentStatus.REVOKED);
    assertThat(consent(claim).releases()).isZero();
  }

  @Test
  void aWithdrawalBehindAReleaseInOneBlockIsSentOnceMoreAndStopsIt() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    var revoke = claim.revoke();

    assertThat(inOneBlock(claim.openRelease(release), revoke))
        .containsExactly(Wire.VALID, CONFLICT);

    assertThat(consent(claim).status()).isEqualTo(ConsentStatus.ACTIVE);
    assertThat(committed(running.operator().revoke(revoke)).state().status())
        .isEqualTo(ConsentStatus.REVOKED);
    assertThat(refusal(running.operator().recordDelivery(claim.recordDelivery(release))))
        .isEqualTo(Code.CONSENT_REVOKED);
  }

  @Test
  void aDeliveryBehindAWithdrawalInOneBlockIsVoid() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    var delivery = claim.recordDelivery(release);

    assertThat(inOneBlock(claim.revoke(), delivery)).containsExactly(Wire.VALID, CONFLICT);

    assertThat(running.operator().findDelivery(delivery.open().delivery())).isEmpty();
  }

  @Test
  void theSecondOfTwoReleasesOfOneUseInOneBlockIsVoid() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    committed(
        running
            .operator()
            .grant(
                claim.grant(draft ->
                    draft.terms =
                        new Terms(draft.terms.notBefore(), draft.terms.notAfter(), 1, List.of()))));

    assertThat(inOneBlock(claim.openRelease(), claim.openRelease()))
        .containsExactly(Wire.VALID, CONFLICT);

    assertThat(consent(claim).releases()).isEqualTo(1);
    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.CONSENT_USED_UP);
  }

  @Test
  void twoConsentsToOneRequestInOneBlockAreOne() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    var first = claim.grant();
    var second = claim.grant();

    assertThat(inOneBlock(first, second)).containsExactly(Wire.VALID, CONFLICT);

    assertThat(running.operator().findConsent(first.open().consent())).isPresent();
    assertThat(running.operator().findConsent(second.open().consent())).isEmpty();
  }

  @Test
  void aConsentAndARefusalOfOneRequestInOneBlockAreOne() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    var grant = claim.grant();

    assertThat(inOneBlock(claim.refuse(), grant)).containsExactly(Wire.VALID, CONFLICT);

    assertThat(running.operator().findConsent(grant.open().consent())).isEmpty();
  }

  @Test
  void aNonceSpentTwiceInOneBlockIsSpentOnce() throws Exception {
    ClaimCase claim = running.granted();
    var revoke = claim.revoke();

    assertThat(inOneBlock(revoke, revoke)).containsExactly(Wire.VALID, CONFLICT);
  }

  /** Endorses both, then hands them in one after the other; their codes. */
  private static List<String> inOneBlock(Transaction first, Transaction second) throws Exception {
    var one = wire.endorsed(first);
    var other = wire.endorsed(second);
    SubmittedTransaction submitted = Wire.submit(one);
    Status behind = Wire.submit(other).getStatus();
    Status before = submitted.getStatus();
    // A busy machine may part them: then it is held back, not in one block, and void all the same.
    assertThat(before.getBlockNumber()).isLessThanOrEqualTo(behind.getBlockNumber());
    return List.of(before.getCode().name(), behind.getCode().name());
  }

  private static ConsentState consent(ClaimCase claim) {
    return running.operator().findConsent(claim.consent()).orElseThrow();
  }

  private static Code refusal(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }
}
