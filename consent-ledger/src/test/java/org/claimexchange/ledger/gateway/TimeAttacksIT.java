package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks with time. Everything that is to end ends at one moment, before which all is endorsed;
 * the tests begin after it.
 */
class TimeAttacksIT {
  private static RunningLedger running;
  private static Wire wire;
  private static Instant end;

  private static ClaimCase endedWithRelease;
  private static ReleaseBody heldRelease;
  private static org.hyperledger.fabric.client.Transaction endorsedRelease;

  private static ClaimCase endedWithDelivery;
  private static RecordDelivery heldDelivery;
  private static org.hyperledger.fabric.client.Transaction endorsedDelivery;

  private static ClaimCase endedBeforeItStood;
  private static org.hyperledger.fabric.client.Transaction endorsedGrant;

  private static ClaimCase lasting;
  private static ReleaseBody shortRelease;
  private static ReleaseBody heldShortRelease;
  private static org.hyperledger.fabric.client.Transaction endorsedShortRelease;

  private static ClaimCase ofTheChild;

  @BeforeAll
  static void endorseBeforeTheEnd(@TempDir Path folder) throws Exception {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    wire = new Wire(running, running.identity(World.OPERATOR));
    end = Instant.now().plusSeconds(8);
    guardianUntil(end);

    endedWithRelease = requested();
    committed(running.operator().grant(endedWithRelease.grant(until(end))));
    heldRelease = until(endedWithRelease.releaseBody(), end);
    endorsedRelease = wire.endorsed(endedWithRelease.openRelease(heldRelease));

    endedWithDelivery = requested();
    committed(running.operator().grant(endedWithDelivery.grant(until(end))));
    ReleaseBody release = until(endedWithDelivery.releaseBody(), end);
    committed(running.operator().openRelease(endedWithDelivery.openRelease(release)));
    heldDelivery = endedWithDelivery.recordDelivery(release);
    endorsedDelivery = wire.endorsed(heldDelivery);

    endedBeforeItStood = requested();
    endorsedGrant = wire.endorsed(endedBeforeItStood.grant(until(end)));

    lasting = running.granted();
    shortRelease = until(lasting.releaseBody(), end);
    committed(running.operator().openRelease(lasting.openRelease(shortRelease)));
    heldShortRelease = until(lasting.releaseBody(), end);
    endorsedShortRelease = wire.endorsed(lasting.openRelease(heldShortRelease));

    ofTheChild = running.world.newCase(World.child());
    committed(running.operator().recordRequest(ofTheChild.recordRequest()));
    Wire.awaitPast(end);
  }

  @AfterAll
  static void stop() {
    wire.close();
    running.close();
  }

  @Test
  void aReleaseEndorsedBeforeTheConsentsEndAndHandedInAfterItOpensNothing() throws Exception {
    assertThat(Wire.code(endorsedRelease)).isEqualTo(Wire.VALID);
    assertThat(running.operator().findRelease(heldRelease.release())).isPresent();

    assertThat(evidence(endedWithRelease.evidenceOfRelease(heldRelease, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(evidence(endedWithRelease.evidenceOfConsent(World.FIRST_HOSPITAL)))
        .isEqualTo(Code.CONSENT_EXPIRED);
    assertThat(refusal(endedWithRelease.recordDelivery(heldRelease)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(refusal(endedWithRelease.openRelease())).isEqualTo(Code.CONSENT_EXPIRED);
  }

  @Test
  void aDeliveryEndorsedBeforeTheConsentsEndAndHandedInAfterItIsNotHandedOut() throws Exception {
    assertThat(Wire.code(endorsedDelivery)).isEqualTo(Wire.VALID);
    assertThat(running.operator().findDelivery(heldDelivery.open().delivery())).isPresent();

    assertThat(evidence(endedWithDelivery.evidenceOfDelivery(heldDelivery, World.INSURER)))
        .isEqualTo(Code.CONSENT_EXPIRED);
  }

  @Test
  void aGrantEndorsedBeforeTheConsentsEndAndHandedInAfterItAllowsNothing() throws Exception {
    assertThat(Wire.code(endorsedGrant)).isEqualTo(Wire.VALID);
    assertThat(running.operator().findConsent(endedBeforeItStood.consent())).isPresent();

    assertThat(refusal(endedBeforeItStood.openRelease())).isEqualTo(Code.CONSENT_EXPIRED);
    assertThat(evidence(endedBeforeItStood.evidenceOfConsent(World.INSURER)))
        .isEqualTo(Code.CONSENT_EXPIRED);
  }

  @Test
  void aReleaseHeldBackUntilAfterItsDeadlineYieldsNoEvidenceAndNoDelivery() throws Exception {
    assertThat(Wire.code(endorsedShortRelease)).isEqualTo(Wire.VALID);

    assertThat(evidence(lasting.evidenceOfRelease(heldShortRelease, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(refusal(lasting.recordDelivery(heldShortRelease))).isEqualTo(Code.DEADLINE_PASSED);
  }

  @Test
  void aReleasePastItsDeadlineYieldsNoEvidenceAndNoDelivery() {
    assertThat(evidence(lasting.evidenceOfRelease(shortRelease, World.SECOND_HOSPITAL)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(refusal(lasting.recordDelivery(shortRelease))).isEqualTo(Code.DEADLINE_PASSED);
  }

  @Test
  void aDeadlineAfterTheConsentsEndOrInThePastIsRefused() {
    assertThat(
            refusal(
                lasting.openRelease(
                    until(lasting.releaseBody(), Instant.now().plus(Duration.ofDays(31))))))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(refusal(lasting.openRelease(until(lasting.releaseBody(), end))))
        .isEqualTo(Code.DEADLINE_PASSED);
  }

  @Test
  void aGuardianWhosePeriodHasEndedCannotSign() {
    assertThat(refusal(ofTheChild.grant(GrantDraft::byGuardian))).isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aConsentIsNotUsedBeforeItBegins() {
    ClaimCase claim = requested();
    committed(
        running
            .operator()
            .grant(
                claim.grant(draft ->
                    draft.terms =
                        new Terms(
                            Instant.now().plus(Duration.ofHours(1)),
                            draft.terms.notAfter(),
                            1,
                            List.of()))));

    assertThat(refusal(claim.openRelease())).isEqualTo(Code.CONSENT_EXPIRED);
  }

  /** What may be dated otherwise. */
  enum Dated {
    REQUEST,
    GRANT,
    RELEASE,
    DELIVERY,
    RECEIPT,
    WITHDRAWAL,
    ERASURE
  }

  @ParameterizedTest
  @EnumSource
  void noTransactionIsEndorsedThatIsBackDatedOrPostDatedBeyondTheTolerance(Dated which)
      throws Exception {
    Transaction transaction = transaction(which);
    for (long seconds : new long[] {-310, 310}) {
      assertThat(
              Wire.refusal(wire.shifted(wire.proposal(transaction), Duration.ofSeconds(seconds)))
                  .code())
          .isEqualTo(Code.CLOCK_SKEW);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-310, 310})
  void noEvidenceIsEndorsedThatIsBackDatedOrPostDatedBeyondTheTolerance(long seconds)
      throws Exception {
    EvidenceRequest request = lasting.evidenceOfConsent(World.INSURER);

    assertThat(
            Wire.refusal(wire.shifted(wire.question(request), Duration.ofSeconds(seconds))).code())
        .isEqualTo(Code.CLOCK_SKEW);
  }

  @Test
  void aReleaseBackDatedIntoTheConsentsLifeStandsAndOpensNothing() throws Exception {
    ClaimCase claim = requested();
    Instant soon = Instant.now().plusSeconds(5);
    committed(running.operator().grant(claim.grant(until(soon))));
    ReleaseBody release = until(claim.releaseBody(), soon);
    Wire.awaitPast(soon);

    var backDated =
        wire.shifted(
                wire.proposal(claim.openRelease(release)),
                Duration.between(Instant.now(), soon.minusSeconds(1)))
            .endorse();

    assertThat(Wire.code(backDated)).isEqualTo(Wire.VALID);
    assertThat(evidence(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.DEADLINE_PASSED);
    assertThat(refusal(claim.recordDelivery(release))).isEqualTo(Code.DEADLINE_PASSED);
  }

  private static Transaction transaction(Dated which) {
    ClaimCase claim = which == Dated.REQUEST ? running.world.newCase(World.mother()) : requested();
    switch (which) {
      case REQUEST -> {
        return claim.recordRequest();
      }
      case GRANT -> {
        return claim.grant();
      }
      case RELEASE, DELIVERY, RECEIPT, WITHDRAWAL, ERASURE -> {}
    }
    committed(running.operator().grant(claim.grant()));
    ReleaseBody release = claim.releaseBody();
    if (which == Dated.RELEASE) {
      return claim.openRelease(release);
    }
    if (which == Dated.WITHDRAWAL) {
      return claim.revoke();
    }
    committed(running.operator().openRelease(claim.openRelease(release)));
    RecordDelivery delivery = claim.recordDelivery(release);
    if (which == Dated.DELIVERY) {
      return delivery;
    }
    committed(running.operator().recordDelivery(delivery));
    return which == Dated.RECEIPT ? claim.recordReceipt(delivery) : claim.recordErasure(delivery);
  }

  private static ClaimCase requested() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    return claim;
  }

  private static Consumer<GrantDraft> until(Instant end) {
    return draft -> draft.terms = new Terms(draft.terms.notBefore(), end, 2, List.of());
  }

  private static ReleaseBody until(ReleaseBody body, Instant deadline) {
    return Edit.with(body, ReleaseBody.class, "deadline", deadline);
  }

  private static void guardianUntil(Instant end) {
    Relation shorter =
        Edit.of(
            running.world.relations().entry(World.RELATION),
            Relation.class,
            tree -> tree.put("to", end.toString()).put("salt", running.world.salt().value()));
    committed(
        running
            .regulator()
            .changeRegister(
                running
                    .world
                    .relations()
                    .put(shorter, running.world.participants().proven(World.REGULATOR))));
  }

  private static Code refusal(Transaction transaction) {
    LedgerOutcome<?> outcome =
        switch (transaction) {
          case Grant t -> running.operator().grant(t);
          case org.claimexchange.model.transaction.OpenRelease t ->
              running.operator().openRelease(t);
          case RecordDelivery t -> running.operator().recordDelivery(t);
          default -> throw new AssertionError(transaction.function());
        };
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }

  private static Code evidence(EvidenceRequest request) {
    EvidenceOutcome outcome = running.operator().evidence(request);
    assertThat(outcome).isInstanceOf(EvidenceOutcome.Refused.class);
    return ((EvidenceOutcome.Refused) outcome).refusal().code();
  }
}
