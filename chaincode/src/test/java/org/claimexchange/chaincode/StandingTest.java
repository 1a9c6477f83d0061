package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;

/** Standing authorizations: asked for, for one policy, bounded, each use told to the person. */
class StandingTest {
  private static final String POLICY = "P202600017";
  private final Bench bench = Bench.ready();
  private final World world = bench.world;

  @Test
  void eachUseIsToldAndTheUsesAreBounded() {
    ClaimCase claim = asked();
    bench.commit(World.OPERATOR, claim.grant(draft -> draft.terms = terms(2, POLICY)));

    ReleaseBody untold = claim.releaseBody();
    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(untold)))
        .isEqualTo(Code.NOTICE_MISSING);
    bench.commit(World.OPERATOR, claim.openRelease(claim.releaseBodyWithNotice()));
    bench.commit(World.OPERATOR, claim.openRelease(claim.releaseBodyWithNotice()));
    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(claim.releaseBodyWithNotice())))
        .isEqualTo(Code.CONSENT_USED_UP);
  }

  @Test
  void itMustBeAskedForWithItsPolicy() {
    ClaimCase oneCase = bench.requested();
    assertThat(
            bench.refusal(World.OPERATOR, oneCase.grant(draft -> draft.terms = terms(50, POLICY))))
        .isEqualTo(Code.STANDING_NOT_ASKED);
    ClaimCase claim = asked();
    assertThat(
            bench.refusal(
                World.OPERATOR, claim.grant(draft -> draft.terms = terms(50, "P202600018"))))
        .isEqualTo(Code.STANDING_NOT_ASKED);
  }

  @Test
  void itIsNotEvenAskedForWithoutNoticeOfEachUse() {
    for (Standing one : List.of(new Standing(POLICY, false), new Standing(" ", true))) {
      ClaimCase claim = world.newCase(World.mother());
      RequestBody body = claim.request();
      RequestBody standing =
          new RequestBody(
              body.type(),
              body.request(),
              body.insurer(),
              body.recipients(),
              body.subject(),
              body.purpose(),
              body.parts(),
              List.of(one),
              body.task(),
              body.salt());

      assertThat(bench.refusal(World.OPERATOR, claim.recordRequest(standing)))
          .isEqualTo(Code.MALFORMED);
    }
  }

  @Test
  void thePersonMayGrantTheOneCaseInstead() {
    ClaimCase claim = asked();
    bench.commit(World.OPERATOR, claim.grant());

    bench.commit(World.OPERATOR, claim.openRelease());
    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(claim.releaseBodyWithNotice())))
        .isEqualTo(Code.NOTICE_MISSING);
  }

  @Test
  void usesHaveALimitEvenSo() {
    ClaimCase claim = asked();
    assertThat(
            bench.refusal(World.OPERATOR, claim.grant(draft -> draft.terms = terms(1001, POLICY))))
        .isEqualTo(Code.MALFORMED);
    ClaimCase oneCase = bench.requested();
    Terms many =
        new Terms(
            world.now().minusSeconds(1), world.now().plus(Duration.ofDays(30)), 21, List.of());
    assertThat(bench.refusal(World.OPERATOR, oneCase.grant(draft -> draft.terms = many)))
        .isEqualTo(Code.MALFORMED);
  }

  private ClaimCase asked() {
    ClaimCase claim = world.newStandingCase(World.mother(), POLICY);
    bench.commit(World.OPERATOR, claim.recordRequest());
    return claim;
  }

  private Terms terms(int uses, String policy) {
    return new Terms(
        world.now().minusSeconds(1),
        world.now().plus(Duration.ofDays(300)),
        uses,
        List.of(new Standing(policy, true)));
  }
}
