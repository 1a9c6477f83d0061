package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.caller.Creator;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Revoke;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is accepted, in order, and what is refused at each step. */
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

  @Nested
  class Repeating {
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
      assertThat(bench.refusal(World.OPERATOR, claim.recordRequest(resalted(body))))
          .isEqualTo(Code.ID_TAKEN);
      String consent = claim.consent();
      ClaimCase other = bench.requested();
      assertThat(bench.refusal(World.OPERATOR, other.grant(draft -> draft.consent = consent)))
          .isEqualTo(Code.ID_TAKEN);
      assertThat(bench.refusal(World.OPERATOR, claim.openRelease(resalted(release))))
          .isEqualTo(Code.ID_TAKEN);
      assertThat(
              bench.refusal(
                  World.OPERATOR, claim.recordDelivery(release, delivery.hidden().body())))
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

  @Nested
  class Requests {
    @Test
    void withoutAnApprovalNothingIsAsked() {
      ClaimCase claim = world.newCase(World.mother());
      Approval approval = world.approvals().entry(World.APPROVAL);
      change(withStatus(approval, EntryStatus.ENDED));

      assertThat(bench.refusal(World.OPERATOR, claim.recordRequest())).isEqualTo(Code.NO_APPROVAL);
    }

    @Test
    void aForgedApprovalIsRefused() {
      ClaimCase claim = world.newCase(World.mother());
      RecordRequest valid = claim.recordRequest();
      Approval wider =
          new Approval(
              World.APPROVAL,
              World.INSURER,
              List.of("visit", "diagnosis", "fee-list", "pathology"),
              valid.hidden().approval().entry().purposes(),
              valid.hidden().approval().entry().from(),
              valid.hidden().approval().entry().to(),
              EntryStatus.ACTIVE,
              world.salt());

      RecordRequest forged =
          new RecordRequest(
              valid.open(),
              new RecordRequest.Hidden(
                  valid.hidden().caller(),
                  valid.hidden().body(),
                  valid.hidden().insurer(),
                  world.approvals().forged(World.APPROVAL, wider)));
      assertThat(bench.refusal(World.OPERATOR, forged)).isEqualTo(Code.NOT_IN_REGISTER);
    }

    @Test
    void aSuspendedInsurerIsRefused() {
      ClaimCase claim = world.newCase(World.mother());
      suspend(World.INSURER);

      assertThat(bench.refusal(World.OPERATOR, claim.recordRequest()))
          .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
    }

    @Test
    void anAnsweredRequestIsClosed() {
      ClaimCase claim = bench.requested();
      bench.commit(World.OPERATOR, claim.refuse());
      assertThat(bench.repeat(World.OPERATOR, claim.refuse()).get("status").asText())
          .isEqualTo("refused");

      assertThat(bench.refusal(World.OPERATOR, claim.grant())).isEqualTo(Code.REQUEST_CLOSED);
      assertThat(bench.refusal(World.OPERATOR, bench.granted().refuse()))
          .isEqualTo(Code.REQUEST_CLOSED);
    }

    @Test
    void aRequestThatWasNeverRecordedCannotBeGranted() {
      assertThat(bench.refusal(World.OPERATOR, world.newCase(World.mother()).grant()))
          .isEqualTo(Code.NOT_FOUND);
    }
  }

  @Nested
  class Callers {
    @Test
    void onlyTheOperatorWritesACase() {
      ClaimCase claim = bench.requested();
      Grant grant = claim.grant(draft -> draft.caller = world.participants().proven(World.INSURER));

      assertThat(bench.refusal(World.INSURER, grant)).isEqualTo(Code.CALLER_NOT_ALLOWED);
    }

    @Test
    void theOperatorsEntryInAnotherHandIsRefused() {
      ClaimCase claim = bench.requested();

      assertThat(bench.refusal(bench.creator(World.INSURER), claim.grant()))
          .isEqualTo(Code.CALLER_NOT_REGISTERED);
      assertThat(
              bench.refusal(
                  new Creator("ExchangeMSP", Digest.of("another".getBytes())), claim.grant()))
          .isEqualTo(Code.CALLER_NOT_REGISTERED);
    }

    @Test
    void aSuspendedOperatorIsRefused() {
      ClaimCase claim = bench.requested();
      suspend(World.OPERATOR);

      assertThat(bench.refusal(World.OPERATOR, claim.grant()))
          .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
    }

    @Test
    void aCertificateThatNoLongerCountsIsRefused() {
      bench.clock.forward(Duration.ofDays(301));

      assertThat(bench.refusal(World.OPERATOR, world.newCase(World.mother()).recordRequest()))
          .isEqualTo(Code.CALLER_NOT_REGISTERED);
    }

    @Test
    void beforeTheRegistersStandNothingIsAccepted() {
      Bench empty = new Bench();
      empty.world.setUp();

      assertThat(empty.refusal(World.OPERATOR, empty.world.newCase(World.mother()).recordRequest()))
          .isEqualTo(Code.NOT_INITIALIZED);
    }
  }

  @Nested
  class Withdrawing {
    @Test
    void anyOrganizationMayHandInTheGrantorsWithdrawal() {
      for (String caller :
          List.of(World.OPERATOR, World.FIRST_HOSPITAL, World.INSURER, World.REGULATOR)) {
        ClaimCase claim = bench.granted();
        assertThat(
                bench
                    .commit(caller, claim.revoke(caller, draft -> {}), ConsentState.class)
                    .status())
            .isEqualTo(ConsentStatus.REVOKED);
      }
    }

    @Test
    void onlyTheRegulatorMayWithdrawForAPerson() {
      ClaimCase claim = bench.granted();

      assertThat(bench.refusal(World.OPERATOR, claim.revokeWithoutProof(World.OPERATOR)))
          .isEqualTo(Code.CALLER_NOT_ALLOWED);
      assertThat(
              bench
                  .commit(
                      World.REGULATOR,
                      claim.revokeWithoutProof(World.REGULATOR),
                      ConsentState.class)
                  .status())
          .isEqualTo(ConsentStatus.REVOKED);
    }

    @Test
    void nobodyElseCanWithdraw() {
      ClaimCase claim = bench.granted();

      assertThat(
              bench.refusal(
                  World.OPERATOR,
                  claim.revoke(World.OPERATOR, draft -> draft.person = World.stranger())))
          .isEqualTo(Code.WRONG_GRANTOR);
      assertThat(
              bench.refusal(
                  World.OPERATOR,
                  claim.revoke(World.OPERATOR, draft -> draft.shownKey = Keys.p256())))
          .isEqualTo(Code.SIGNATURE_INVALID);
      assertThat(
              bench.refusal(
                  World.OPERATOR,
                  claim.revoke(
                      World.OPERATOR,
                      bench.clock.instant().plus(Duration.ofHours(1)),
                      draft -> {})))
          .isEqualTo(Code.CLOCK_SKEW);
    }

    @Test
    void aWithdrawalOfOneConsentIsNoneOfAnother() {
      ClaimCase claim = bench.granted();
      Revoke revoke = claim.revoke();
      ClaimCase other = bench.granted();

      Revoke swapped =
          new Revoke(
              new Revoke.Open(other.consent(), revoke.open().proof(), revoke.open().nonce()),
              new Revoke.Hidden(
                  revoke.hidden().caller(),
                  other.statement(),
                  other.openings().grantor(),
                  revoke.hidden().withdrawal(),
                  revoke.hidden().proofSalt()));
      assertThat(bench.refusal(World.OPERATOR, swapped)).isEqualTo(Code.DIGEST_MISMATCH);
    }

    @Test
    void nothingIsDoneUnderAWithdrawnConsent() {
      ClaimCase claim = bench.granted();
      ReleaseBody release = claim.releaseBody();
      bench.commit(World.OPERATOR, claim.openRelease(release));
      bench.commit(World.OPERATOR, claim.revoke());

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease()))
          .isEqualTo(Code.CONSENT_REVOKED);
      assertThat(bench.refusal(World.OPERATOR, claim.recordDelivery(release)))
          .isEqualTo(Code.CONSENT_REVOKED);
      assertThat(bench.refusal(claim.evidenceOfConsent(World.INSURER)))
          .isEqualTo(Code.CONSENT_REVOKED);
      assertThat(bench.refusal(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
          .isEqualTo(Code.CONSENT_REVOKED);
      assertThat(bench.refusal(World.OPERATOR, claim.revoke())).isEqualTo(Code.CONSENT_REVOKED);
    }
  }

  @Nested
  class Releases {
    @Test
    void usesAreCounted() {
      ClaimCase claim = bench.granted();
      bench.commit(World.OPERATOR, claim.openRelease());
      bench.commit(World.OPERATOR, claim.openRelease());

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease()))
          .isEqualTo(Code.CONSENT_USED_UP);
    }

    @Test
    void aPartThatWasNotGrantedIsRefused() {
      ClaimCase claim = bench.granted();
      ReleaseBody valid = claim.releaseBody();

      assertThat(
              bench.refusal(
                  World.OPERATOR,
                  claim.openRelease(
                      withParts(valid, List.of(Digest.of("another part".getBytes()))))))
          .isEqualTo(Code.PART_NOT_GRANTED);
    }

    @Test
    void theDeadlineIsAfterNowAndNotAfterTheConsentsEnd() {
      ClaimCase claim = bench.granted();

      for (Duration deadline : List.of(Duration.ZERO, Duration.ofDays(31))) {
        assertThat(
                bench.refusal(
                    World.OPERATOR, claim.openRelease(withDeadline(claim.releaseBody(), deadline))))
            .isEqualTo(Code.DEADLINE_PASSED);
      }
    }

    @Test
    void anExpiredConsentReleasesNothing() {
      ClaimCase claim = bench.granted();
      bench.clock.forward(Duration.ofDays(30));

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease()))
          .isEqualTo(Code.CONSENT_EXPIRED);
      assertThat(bench.refusal(claim.evidenceOfConsent(World.INSURER)))
          .isEqualTo(Code.CONSENT_EXPIRED);
    }

    @Test
    void anApprovalWithdrawnMeanwhileReleasesNothing() {
      ClaimCase claim = bench.granted();
      change(withStatus(world.approvals().entry(World.APPROVAL), EntryStatus.ENDED));

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.NO_APPROVAL);
    }

    @Test
    void aSuspendedSourceReleasesNothing() {
      ClaimCase claim = bench.granted();
      suspend(World.SECOND_HOSPITAL);

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease()))
          .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
    }

    @Test
    void aForeignConsentReleasesNothing() {
      ClaimCase claim = bench.granted();
      OpenRelease release = claim.openRelease();
      ClaimCase other = bench.granted();
      ReleaseBody foreign =
          new ReleaseBody(
              ReleaseBody.TYPE,
              world.id(),
              other.consent(),
              release.hidden().body().parts(),
              release.hidden().body().deadline(),
              world.salt());

      assertThat(bench.refusal(World.OPERATOR, claim.openRelease(foreign)))
          .isEqualTo(Code.DIGEST_MISMATCH);
    }
  }

  @Nested
  class Deliveries {
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
    void onlyWhatWasReleasedIsDelivered() {
      ClaimCase claim = bench.granted();
      ReleaseBody both = claim.releaseBody();
      ReleaseBody one = withParts(both, both.parts().subList(0, 1));
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
              bench.refusal(
                  World.OPERATOR, claim.recordReceipt(delivery.open().delivery(), receipt)))
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

  @Nested
  class Evidence {
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
      ReleaseBody one = withParts(both, both.parts().subList(0, 1));
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

  private void suspend(String participant) {
    Participant present = world.participants().entry(participant);
    Participant suspended =
        new Participant(
            present.id(),
            present.role(),
            present.mspId(),
            present.name(),
            present.certificates(),
            EntryStatus.SUSPENDED,
            world.salt());
    bench.commit(
        World.REGULATOR,
        world.participants().put(suspended, world.participants().proven(World.REGULATOR)));
  }

  private void change(Approval approval) {
    bench.commit(
        World.REGULATOR,
        world.approvals().put(approval, world.participants().proven(World.REGULATOR)));
  }

  private Approval withStatus(Approval approval, EntryStatus status) {
    return new Approval(
        approval.id(),
        approval.insurer(),
        approval.categories(),
        approval.purposes(),
        approval.from(),
        approval.to(),
        status,
        world.salt());
  }

  private RequestBody resalted(RequestBody body) {
    return new RequestBody(
        body.type(),
        body.request(),
        body.insurer(),
        body.recipients(),
        body.subject(),
        body.purpose(),
        body.parts(),
        body.task(),
        world.salt());
  }

  private ReleaseBody resalted(ReleaseBody body) {
    return new ReleaseBody(
        body.type(), body.release(), body.consent(), body.parts(), body.deadline(), world.salt());
  }

  private ReleaseBody withParts(ReleaseBody body, List<Digest> parts) {
    return new ReleaseBody(
        body.type(), body.release(), body.consent(), parts, body.deadline(), body.salt());
  }

  private ReleaseBody withDeadline(ReleaseBody body, Duration fromNow) {
    return new ReleaseBody(
        body.type(),
        body.release(),
        body.consent(),
        body.parts(),
        bench.clock.instant().plus(fromNow),
        body.salt());
  }
}
