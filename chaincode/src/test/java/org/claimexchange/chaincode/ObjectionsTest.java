package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.objection.ObjectionStatus;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.ResolveObjection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disputes of a record: who may file one, who may answer, and how often. */
class ObjectionsTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private ClaimCase claim;
  private ObjectionCase objection;

  @BeforeEach
  void consent() {
    claim = bench.granted();
    objection = new ObjectionCase(world, claim);
  }

  @Test
  void theGrantorFilesOneAndTheSourceResolvesIt() {
    FileObjection filed = objection.file(World.OPERATOR);
    assertThat(bench.repeatable(filed)).isTrue();

    ResolveObjection resolved = objection.resolve(World.OPERATOR);
    ObjectionState state = bench.commit(World.OPERATOR, resolved, ObjectionState.class);

    assertThat(state.status()).isEqualTo(ObjectionStatus.RESOLVED);
    assertThat(bench.repeat(World.OPERATOR, resolved).get("status").asText()).isEqualTo("resolved");
  }

  @Test
  void itMayBeFiledAfterTheConsentWasWithdrawnAndHandedInByAnybody() {
    bench.commit(World.OPERATOR, claim.revoke());

    bench.commit(World.INSURER, objection.file(World.INSURER));
    bench.commit(World.REGULATOR, objection.resolve(World.REGULATOR));
  }

  @Test
  void theSubjectMayObjectWhereAnotherSignedForThem() {
    ClaimCase childs = world.newCase(World.child());
    bench.commit(World.OPERATOR, childs.recordRequest());
    bench.commit(World.OPERATOR, childs.grant(GrantDraft::byGuardian));
    ObjectionCase byTheSubject = new ObjectionCase(world, childs);

    bench.commit(
        World.OPERATOR,
        byTheSubject.file(
            World.OPERATOR,
            childs.openings().subject(),
            draft -> draft.person = new Person(World.child().id(), "陈一诺（更名）")));
  }

  @Test
  void nobodyElseCanObject() {
    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.file(
                    World.OPERATOR,
                    claim.openings().grantor(),
                    draft -> draft.person = World.stranger())))
        .isEqualTo(Code.WRONG_GRANTOR);
    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.file(World.OPERATOR, bench.granted().openings().grantor(), draft -> {})))
        .isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.file(
                    World.OPERATOR, claim.openings().grantor(), draft -> draft.swapKey())))
        .isEqualTo(Code.NONCE_MISMATCH);
  }

  @Test
  void itIsAboutAPartOfItsOwnConsent() {
    ObjectionBody body = objection.body();
    ObjectionBody elsewhere =
        new ObjectionBody(
            body.type(),
            body.objection(),
            body.consent(),
            Digest.of(new byte[] {1}),
            body.text(),
            body.at(),
            body.salt());

    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.file(World.OPERATOR, claim.openings().grantor(), elsewhere, draft -> {})))
        .isEqualTo(Code.PART_NOT_GRANTED);
  }

  @Test
  void aSpentNonceAndATakenIdAreRefused() {
    FileObjection filed = objection.file(World.OPERATOR);
    bench.commit(World.OPERATOR, filed);

    assertThat(bench.refusal(World.OPERATOR, objection.file(World.OPERATOR)))
        .isEqualTo(Code.ID_TAKEN);
    FileObjection.Open open = filed.open();
    FileObjection underAnotherId =
        new FileObjection(
            new FileObjection.Open(
                world.id(), open.consent(), open.body(), open.proof(), open.nonce()),
            filed.hidden());
    assertThat(bench.refusal(World.OPERATOR, underAnotherId)).isEqualTo(Code.NONCE_SPENT);
  }

  @Test
  void onlyTheSourceThatHoldsTheRecordAnswers() {
    bench.commit(World.OPERATOR, objection.file(World.OPERATOR));

    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.resolve(World.OPERATOR, World.FIRST_HOSPITAL, Keys.p256())))
        .as("an answer invented by the operator")
        .isEqualTo(Code.ANSWER_INVALID);
    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.resolve(World.OPERATOR, World.SECOND_HOSPITAL, world.otherHospitalKey())))
        .isEqualTo(Code.ANSWER_INVALID);
    assertThat(bench.refusal(World.FIRST_HOSPITAL, objection.resolve(World.FIRST_HOSPITAL)))
        .as("the source itself, whose certificate would tell whose record it is about")
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
    assertThat(bench.refusal(World.INSURER, objection.resolve(World.INSURER)))
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
  }

  @Test
  void itIsAnsweredOnceAndAfterItWasFiled() {
    assertThat(bench.refusal(World.OPERATOR, objection.resolve(World.OPERATOR)))
        .isEqualTo(Code.NOT_FOUND);
    bench.commit(World.OPERATOR, objection.file(World.OPERATOR));
    bench.commit(World.OPERATOR, objection.resolve(World.OPERATOR));

    assertThat(bench.refusal(World.OPERATOR, objection.resolve(World.OPERATOR)))
        .isEqualTo(Code.OBJECTION_RESOLVED);
  }

  @Test
  void anAnswerToAnotherObjectionIsRefused() {
    bench.commit(World.OPERATOR, objection.file(World.OPERATOR));
    ObjectionCase another = new ObjectionCase(world, claim);
    bench.commit(World.OPERATOR, another.file(World.OPERATOR));

    assertThat(
            bench.refusal(
                World.OPERATOR,
                objection.resolve(
                    World.OPERATOR,
                    World.FIRST_HOSPITAL,
                    another.resolve(World.OPERATOR).hidden().answer())))
        .isEqualTo(Code.ANSWER_INVALID);
  }
}
