package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;

/** Signing at a hospital's counter: the patient logs in there too, the clerk only stands by. */
class WitnessTest {
  private final Bench bench = Bench.ready();

  @Test
  void atTheCounterThePatientLogsInAndTheStatementSaysWhoStoodBy() {
    ClaimCase claim = bench.requested();

    bench.commit(World.OPERATOR, claim.grant(GrantDraft::atTheCounter));

    assertThat(claim.openings().witness().value())
        .extracting(Witness::participant)
        .containsExactly(World.FIRST_HOSPITAL);
  }

  @Test
  void aLoginAtTheCounterIsNeverTakenForOneOnThePatientsPhone() {
    assertThat(
            refusal(draft -> {
              draft.atTheCounter();
              draft.witness = List.of();
            }))
        .isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aLoginOnThePhoneIsNeverTakenForAWitnessedOne() {
    assertThat(
            refusal(draft -> {
              draft.witness = List.of(new Witness(World.FIRST_HOSPITAL, "desk-07"));
              draft.parts = List.of(draft.parts.getFirst());
            }))
        .isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aCounterCountsForItsOwnHospitalOnly() {
    assertThat(
            refusal(draft -> {
              draft.atTheCounter();
              draft.witness = List.of(new Witness(World.SECOND_HOSPITAL, "desk-07"));
              draft.parts = List.of(ClaimCase.part(World.SECOND_HOSPITAL));
            }))
        .isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aWitnessIsOneRegisteredSourceWithANamedCounter() {
    Witness desk = new Witness(World.FIRST_HOSPITAL, "desk-07");
    assertThat(refusal(witnessedBy(desk, desk))).isEqualTo(Code.WRONG_WITNESS);
    assertThat(refusal(witnessedBy(new Witness(World.FIRST_HOSPITAL, " "))))
        .isEqualTo(Code.WRONG_WITNESS);
    assertThat(refusal(witnessedBy(new Witness(World.INSURER, "desk-07"))))
        .isEqualTo(Code.WRONG_WITNESS);
    assertThat(refusal(witnessedBy(new Witness("hospital-unknown", "desk-07"))))
        .isEqualTo(Code.WRONG_WITNESS);
  }

  @Test
  void aCounterOpensNoRecordsButItsOwnHospitals() {
    ClaimCase claim = bench.requested();

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.grant(draft -> {
                  draft.atTheCounter();
                  draft.parts = claim.request().parts();
                })))
        .isEqualTo(Code.WRONG_WITNESS);
  }

  @Test
  void aWithdrawalMayBeSignedAtAnyCounter() {
    ClaimCase claim = bench.granted();

    bench.commit(
        World.OPERATOR,
        claim.revoke(
            World.OPERATOR,
            draft -> {
              draft.claims.put("aud", World.COUNTER_AUDIENCE);
              draft.identityClaims.put("aud", World.COUNTER_AUDIENCE);
            }));
  }

  private static Consumer<GrantDraft> witnessedBy(Witness... witnesses) {
    return draft -> {
      draft.atTheCounter();
      draft.witness = List.of(witnesses);
    };
  }

  private Code refusal(Consumer<GrantDraft> change) {
    return bench.refusal(World.OPERATOR, bench.requested().grant(change));
  }
}
