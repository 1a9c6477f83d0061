package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;
import org.junit.jupiter.api.Test;

/** What a consent releases, how often and until when. */
class ReleaseRulesTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final Variants variants = new Variants(bench);

  @Test
  void usesAreCounted() {
    ClaimCase claim = bench.granted();
    bench.commit(World.OPERATOR, claim.openRelease());
    bench.commit(World.OPERATOR, claim.openRelease());

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.CONSENT_USED_UP);
  }

  @Test
  void aPartThatWasNotGrantedIsRefused() {
    ClaimCase claim = bench.granted();
    ReleaseBody valid = claim.releaseBody();

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.openRelease(
                    variants.withParts(valid, List.of(Digest.of("another part".getBytes()))))))
        .isEqualTo(Code.PART_NOT_GRANTED);
  }

  @Test
  void theDeadlineIsAfterNowAndNotAfterTheConsentsEnd() {
    ClaimCase claim = bench.granted();

    for (Duration deadline : List.of(Duration.ZERO, Duration.ofDays(31))) {
      assertThat(
              bench.refusal(
                  World.OPERATOR,
                  claim.openRelease(variants.withDeadline(claim.releaseBody(), deadline))))
          .isEqualTo(Code.DEADLINE_PASSED);
    }
  }

  @Test
  void aReleaseIsOnePullAndNoYearOfThem() {
    ClaimCase claim = bench.requested();
    bench.commit(
        World.OPERATOR,
        claim.grant(draft ->
            draft.terms =
                new Terms(
                    world.now().minusSeconds(1),
                    world.now().plus(Duration.ofDays(300)),
                    2,
                    List.of())));

    ReleaseBody year = new Variants(bench).withDeadline(claim.releaseBody(), Duration.ofDays(200));
    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(year)))
        .isEqualTo(Code.DEADLINE_PASSED);
    ReleaseBody body = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(body));
    for (int i = 0; i < 50; i++) {
      bench.commit(World.OPERATOR, claim.recordDelivery(body));
    }
    assertThat(bench.refusal(World.OPERATOR, claim.recordDelivery(body)))
        .isEqualTo(Code.CONSENT_USED_UP);
  }

  @Test
  void aRelationThatWasEndedReleasesNothingMore() {
    ClaimCase claim = bench.world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());
    bench.commit(World.OPERATOR, claim.grant(GrantDraft::byGuardian));
    bench.commit(World.OPERATOR, claim.openRelease());

    new Variants(bench).end(world.relations().entry(World.RELATION));

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.NO_RELATION);
    assertThat(bench.refusal(claim.evidenceOfConsent(World.INSURER))).isEqualTo(Code.NO_RELATION);
  }

  @Test
  void anExpiredConsentReleasesNothing() {
    ClaimCase claim = bench.granted();
    bench.clock.forward(Duration.ofDays(30));

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.CONSENT_EXPIRED);
    assertThat(bench.refusal(claim.evidenceOfConsent(World.INSURER)))
        .isEqualTo(Code.CONSENT_EXPIRED);
  }

  @Test
  void anApprovalWithdrawnMeanwhileReleasesNothing() {
    ClaimCase claim = bench.granted();
    variants.change(
        variants.withStatus(world.approvals().entry(World.APPROVAL), EntryStatus.ENDED));

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void aSuspendedSourceReleasesNothing() {
    ClaimCase claim = bench.granted();
    variants.suspend(World.SECOND_HOSPITAL);

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
            List.of(),
            world.salt());

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease(foreign)))
        .isEqualTo(Code.DIGEST_MISMATCH);
  }
}
