package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerEvents;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over the Gateway SDK and the embedded network. */
class WholeLifeIT {
  private static RunningLedger running;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void fromRequestToReceiptAndWithdrawal() {
    ConsentLedger ledger = running.operator();
    ClaimCase claim = running.world.newCase(World.mother());
    var requested = committed(ledger.recordRequest(claim.recordRequest()));
    assertThat(requested.state().changedAt()).isEqualTo(requested.at());
    committed(ledger.grant(claim.grant()));
    ReleaseBody release = claim.releaseBody();
    committed(ledger.openRelease(claim.openRelease(release)));
    RecordDelivery delivery = claim.recordDelivery(release);
    committed(ledger.recordDelivery(delivery));
    var received = committed(ledger.recordReceipt(claim.recordReceipt(delivery)));
    assertThat(received.state().status()).isEqualTo(DeliveryStatus.RECEIVED);
    var revoked = committed(ledger.revoke(claim.revoke()));
    assertThat(revoked.state().status()).isEqualTo(ConsentStatus.REVOKED);
    committed(ledger.recordErasure(claim.recordErasure(delivery)));

    assertThat(ledger.findConsent(claim.consent()).map(ConsentState::releases)).contains(1);
    assertThat(ledger.findDelivery(delivery.open().delivery()).map(DeliveryState::status))
        .contains(DeliveryStatus.ERASED);
    assertThat(ledger.historyOfConsent(claim.consent()))
        .extracting(HistoryEntry::key)
        .containsExactly(
            "request/" + claim.request().request(),
            "request/" + claim.request().request(),
            "consent/" + claim.consent(),
            "consent/" + claim.consent(),
            "release/" + release.release(),
            "release/" + release.release(),
            "delivery/" + delivery.open().delivery(),
            "delivery/" + delivery.open().delivery(),
            "receipt/" + delivery.open().delivery(),
            "consent/" + claim.consent(),
            "delivery/" + delivery.open().delivery());
    assertThat(ledger.find(revoked.transactionId()))
        .isEqualTo(new TransactionFate.Valid(revoked.transactionId(), revoked.block()));
  }

  @Test
  void whatTheContractRefusesComesBackTyped() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant stolen = claim.grant(draft -> draft.proof.person = World.stranger());

    LedgerOutcome<ConsentState> outcome = running.operator().grant(stolen);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            LedgerOutcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Code.WRONG_GRANTOR));
    assertThat(running.operator().findConsent(stolen.open().consent())).isEmpty();
  }

  @Test
  void anInsurerCannotCallAnOperatorsTransaction() {
    ClaimCase claim = running.world.newCase(World.mother());
    try (ConsentLedger insurer =
        running.as(World.INSURER, RetryPolicy.none(), SubmissionJournal.none())) {
      assertThat(insurer.recordRequest(claim.recordRequest()))
          .isInstanceOfSatisfying(
              LedgerOutcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().code()).isEqualTo(Code.CALLER_NOT_REGISTERED));
    }
  }

  @Test
  void aWithdrawalHeldBackByTheOperatorIsHandedInByAHospital() {
    ClaimCase claim = running.granted();
    try (ConsentLedger hospital =
        running.as(World.FIRST_HOSPITAL, RetryPolicy.none(), SubmissionJournal.none())) {
      committed(hospital.revoke(claim.revoke(World.FIRST_HOSPITAL, draft -> {})));
    }

    assertThat(running.operator().openRelease(claim.openRelease()))
        .isInstanceOfSatisfying(
            LedgerOutcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Code.CONSENT_REVOKED));
  }

  @Test
  void theJournalHearsOfBothSidesOfATransactionBeforeItIsHandedIn() {
    List<Transaction> heard = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    ClaimCase claim = running.world.newCase(World.mother());
    RecordRequest request = claim.recordRequest();
    try (ConsentLedger ledger =
        running.as(
            World.OPERATOR,
            RetryPolicy.none(),
            (transaction, object, transactionId) -> {
              assertThat(running.operator().findRequest(object)).isEmpty();
              heard.add(transaction);
              ids.add(object + " " + transactionId);
            })) {
      var outcome = committed(ledger.recordRequest(request));

      assertThat(heard).containsExactly(request);
      assertThat(ids).containsExactly(claim.request().request() + " " + outcome.transactionId());
    }
  }

  @Test
  void whatTheJournalCannotKeepIsNotHandedIn() {
    ClaimCase claim = running.world.newCase(World.mother());
    List<String> ids = new ArrayList<>();
    try (ConsentLedger ledger =
        running.as(
            World.OPERATOR,
            RetryPolicy.none(),
            (transaction, object, transactionId) -> {
              ids.add(transactionId);
              throw new IllegalStateException("the disk is full");
            })) {
      assertThatThrownBy(() -> ledger.recordRequest(claim.recordRequest()))
          .hasMessage("the disk is full");
    }

    assertThat(running.operator().findRequest(claim.request().request())).isEmpty();
    assertThat(running.operator().find(ids.getFirst()))
        .isEqualTo(new TransactionFate.NotSeen(ids.getFirst()));
  }

  @Test
  void aTransactionThatNobodyHandedInIsNotSeen() {
    String id = "0".repeat(64);

    assertThat(running.operator().find(id)).isEqualTo(new TransactionFate.NotSeen(id));
  }

  @Test
  void sendingTheSameOnceMoreAnswersAsTheFirstDid() {
    ClaimCase claim = running.world.newCase(World.mother());
    var first = committed(running.operator().recordRequest(claim.recordRequest()));
    var second = committed(running.operator().recordRequest(claim.recordRequest()));

    assertThat(second.state()).isEqualTo(first.state());
    assertThat(second.transactionId()).isNotEqualTo(first.transactionId());
  }

  @Test
  void evidenceIsSignedByTwoOrganizationsAndWritesNothing() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    RecordDelivery delivery = claim.recordDelivery(release);
    committed(running.operator().recordDelivery(delivery));

    for (EvidenceRequest request :
        List.of(
            claim.evidenceOfConsent(World.INSURER),
            claim.evidenceOfRelease(release, World.FIRST_HOSPITAL),
            claim.evidenceOfDelivery(delivery, World.INSURER))) {
      isEvidence(request, running.operator().evidence(request));
    }
    assertThat(running.operator().findConsent(claim.consent()).orElseThrow().releases())
        .isEqualTo(1);
  }

  @Test
  void evidenceOfAWithdrawnConsentIsRefused() {
    ClaimCase claim = running.granted();
    committed(running.operator().revoke(claim.revoke()));

    assertThat(running.operator().evidence(claim.evidenceOfConsent(World.INSURER)))
        .isInstanceOfSatisfying(
            EvidenceOutcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Code.CONSENT_REVOKED));
  }

  @Test
  void releasesComePageByPageAndWritesAsEvents() {
    ClaimCase claim = running.granted();
    var first = committed(running.operator().openRelease(claim.openRelease()));
    var second = committed(running.operator().openRelease(claim.openRelease()));

    var page = running.operator().releasesOfConsent(claim.consent(), "", 1);
    var rest = running.operator().releasesOfConsent(claim.consent(), page.bookmark(), 1);
    assertThat(List.of(page.releases().getFirst(), rest.releases().getFirst()))
        .containsExactlyInAnyOrder(
            running.operator().findRelease(first.state().release()).orElseThrow(),
            running.operator().findRelease(second.state().release()).orElseThrow());
    assertThat(rest.bookmark()).isEmpty();
    try (LedgerEvents events = running.operator().events(first.block())) {
      var event = events.next();
      while (!event.transactionId().equals(first.transactionId())) {
        event = events.next();
      }
      assertThat(event.function()).isEqualTo("openRelease");
      assertThat(event.object()).isEqualTo(first.state().release());
    }
  }

  @Test
  void theRegistersStandAsOneRootEach() {
    var participants = running.regulator().register(RegisterName.PARTICIPANTS).orElseThrow();

    assertThat(participants.version()).isEqualTo(running.world.participants().version());
    assertThat(running.world.participants().proven(World.INSURER).standsUnder(participants.root()))
        .isTrue();
  }

  private static void isEvidence(EvidenceRequest request, EvidenceOutcome outcome)
      throws Exception {
    assertThat(outcome).isInstanceOf(EvidenceOutcome.Endorsed.class);
    EvidenceRead read = ((EvidenceOutcome.Endorsed) outcome).evidence().reads().getFirst();
    List<String> organizations = new ArrayList<>();
    for (var endorsement : read.endorsements()) {
      organizations.add(
          SerializedIdentity.parseFrom(Base64.getDecoder().decode(endorsement.endorser()))
              .getMspid());
    }
    assertThat(organizations).containsExactlyInAnyOrder("RegulatorMSP", "ExchangeMSP");
    ChaincodeAction action =
        ChaincodeAction.parseFrom(
            ProposalResponsePayload.parseFrom(Base64.getDecoder().decode(read.payload()))
                .getExtension());
    for (var set : TxReadWriteSet.parseFrom(action.getResults()).getNsRwsetList()) {
      assertThat(KVRWSet.parseFrom(set.getRwset()).getWritesList()).isEmpty();
    }
    EvidenceAnswer answer =
        CanonicalJson.readCanonical(
            action.getResponse().getPayload().toByteArray(), EvidenceAnswer.class);
    assertThat(answer.query()).isEqualTo(request.query());
    assertThat(answer.function()).isEqualTo(request.function()).isEqualTo(read.function());
  }
}
