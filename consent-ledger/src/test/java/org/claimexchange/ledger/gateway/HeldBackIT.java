package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Revoke;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was endorsed is kept and handed in when other things have happened; or never, or twice. */
class HeldBackIT {
  private static final String CONFLICT = "MVCC_READ_CONFLICT";

  private static RunningLedger running;
  private static Wire wire;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    wire = new Wire(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    wire.close();
    running.close();
  }

  @Test
  void aReleaseHeldBackUntilAfterTheWithdrawalIsVoid() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    var held = wire.endorsed(claim.openRelease(release));
    committed(running.operator().revoke(claim.revoke()));

    assertThat(Wire.code(held)).isEqualTo(CONFLICT);

    assertThat(running.operator().findRelease(release.release())).isEmpty();
  }

  @Test
  void aDeliveryHeldBackUntilAfterTheWithdrawalIsVoid() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    var delivery = claim.recordDelivery(release);
    var held = wire.endorsed(delivery);
    committed(running.operator().revoke(claim.revoke()));

    assertThat(Wire.code(held)).isEqualTo(CONFLICT);

    assertThat(running.operator().findDelivery(delivery.open().delivery())).isEmpty();
  }

  @Test
  void aConsentHeldBackUntilAfterTheRefusalIsVoid() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant grant = claim.grant();
    var held = wire.endorsed(grant);
    committed(running.operator().refuse(claim.refuse()));

    assertThat(Wire.code(held)).isEqualTo(CONFLICT);

    assertThat(running.operator().findConsent(grant.open().consent())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {World.FIRST_HOSPITAL, World.SECOND_HOSPITAL, World.INSURER})
  void aWithdrawalHeldBackByTheOperatorIsHandedInByAnotherWithoutTheOperatorsPeer(String caller) {
    ClaimCase claim = running.granted();
    Revoke revoke = claim.revoke(caller, draft -> {});
    try (ConsentLedger ledger = withoutTheOperator(caller)) {
      assertThat(committed(ledger.revoke(revoke)).state().status())
          .isEqualTo(ConsentStatus.REVOKED);
    }

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.CONSENT_REVOKED);
  }

  @Test
  void theRegulatorWithdrawsForAPersonWithoutTheOperatorsPeer() {
    ClaimCase claim = running.granted();
    try (ConsentLedger ledger = withoutTheOperator(World.REGULATOR)) {
      committed(ledger.revoke(claim.revokeWithoutProof(World.REGULATOR)));
    }

    assertThat(running.operator().findConsent(claim.consent()).orElseThrow().status())
        .isEqualTo(ConsentStatus.REVOKED);
  }

  @Test
  void aWithdrawalThatTheOperatorEndorsedAndKeptIsStillHandedInByAnother() throws Exception {
    ClaimCase claim = running.granted();
    var kept = wire.endorsed(claim.revoke());
    try (ConsentLedger ledger = withoutTheOperator(World.FIRST_HOSPITAL)) {
      committed(ledger.revoke(claim.revoke(World.FIRST_HOSPITAL, draft -> {})));
    }

    assertThat(Wire.code(kept)).isEqualTo(CONFLICT);
    assertThat(running.operator().findConsent(claim.consent()).orElseThrow().status())
        .isEqualTo(ConsentStatus.REVOKED);
  }

  @Test
  void aGrantThatTheOperatorHoldsBackIsVoidAfterItsWithdrawal() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant grant = claim.grant();
    var kept = wire.endorsed(grant);
    try (ConsentLedger ledger = withoutTheOperator(World.INSURER)) {
      committed(ledger.revoke(claim.revoke(World.INSURER, draft -> {})));
    }

    assertThat(Wire.code(kept)).isEqualTo(CONFLICT);

    assertThat(refusal(running.operator().grant(grant))).isEqualTo(Code.ID_TAKEN);
    assertThat(running.operator().findConsent(claim.consent()).orElseThrow().status())
        .isEqualTo(ConsentStatus.REVOKED);
    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.CONSENT_REVOKED);
  }

  @Test
  void aWithdrawalBehindItsGrantInOneQueueIsSentOnceMoreAndCounts() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    var grant = wire.endorsed(claim.grant());
    Revoke revoke = claim.revoke();
    var beforeItStood = wire.endorsed(revoke);
    assertThat(Wire.code(grant)).isEqualTo(Wire.VALID);

    assertThat(Wire.code(beforeItStood)).isEqualTo(CONFLICT);

    assertThat(committed(running.operator().revoke(revoke)).state().status())
        .isEqualTo(ConsentStatus.REVOKED);
  }

  @Test
  void aGrantsEnvelopeHandedInTwiceCountsOnce() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    var endorsed = wire.endorsed(claim.grant());
    assertThat(Wire.code(endorsed)).isEqualTo(Wire.VALID);
    List<HistoryEntry> before = running.operator().historyOfConsent(claim.consent());

    Wire.submit(endorsed);
    // What is handed in later is committed later.
    running.granted();

    assertThat(wire.codes(endorsed.getTransactionId()))
        .containsExactly(Wire.VALID, "DUPLICATE_TXID");
    assertThat(running.operator().historyOfConsent(claim.consent())).isEqualTo(before);
  }

  @Test
  void aGrantSentOnceMoreInAnotherTransactionWritesNothing() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant grant = claim.grant();
    var first = committed(running.operator().grant(grant));
    List<HistoryEntry> before = running.operator().historyOfConsent(claim.consent());

    var again = committed(running.operator().grant(grant));

    assertThat(again.state()).isEqualTo(first.state());
    assertThat(running.operator().historyOfConsent(claim.consent())).isEqualTo(before);
  }

  @Test
  void aGrantSentOnceMoreAfterTheWithdrawalDoesNotReviveTheConsent() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant grant = claim.grant();
    committed(running.operator().grant(grant));
    committed(running.operator().revoke(claim.revoke()));

    var again = committed(running.operator().grant(grant));

    assertThat(again.state().status()).isEqualTo(ConsentStatus.REVOKED);
    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.CONSENT_REVOKED);
  }

  private static ConsentLedger withoutTheOperator(String caller) {
    var identity = running.identity(caller);
    GatewaySettings standard =
        GatewaySettings.standard(
            new LedgerIdentity(identity.mspId(), identity.certificate(), identity.privateKey()));
    return GatewayLedger.connect(
        running.network.channel(),
        new GatewaySettings(
            standard.identity(),
            standard.channel(),
            standard.chaincode(),
            List.of("RegulatorMSP", "SourceMSP"),
            standard.retry(),
            standard.endorseTimeout(),
            standard.submitTimeout(),
            standard.commitTimeout(),
            standard.findTimeout()),
        SubmissionJournal.none());
  }

  private static Code refusal(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }
}
