package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;
import org.junit.jupiter.api.Test;

/** Who can withdraw a consent, and what follows. */
class WithdrawalTest {
  private final Bench bench = Bench.ready();

  @Test
  void anyOrganizationMayHandInTheGrantorsWithdrawal() {
    for (String caller :
        List.of(World.OPERATOR, World.FIRST_HOSPITAL, World.INSURER, World.REGULATOR)) {
      ClaimCase claim = bench.granted();
      assertThat(
              bench.commit(caller, claim.revoke(caller, draft -> {}), ConsentState.class).status())
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
                    World.REGULATOR, claim.revokeWithoutProof(World.REGULATOR), ConsentState.class)
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
                    World.OPERATOR, bench.clock.instant().plus(Duration.ofHours(1)), draft -> {})))
        .isEqualTo(Code.CLOCK_SKEW);
  }

  @Test
  void aWithdrawalHeldBackForADayStillCounts() {
    ClaimCase claim = bench.granted();
    Revoke signed = claim.revoke();

    bench.clock.forward(Duration.ofDays(1));

    assertThat(bench.commit(World.OPERATOR, signed, ConsentState.class).status())
        .isEqualTo(ConsentStatus.REVOKED);
  }

  @Test
  void aGrantThatWasHeldBackComesTooLateAfterItsWithdrawal() {
    ClaimCase claim = bench.requested();
    Grant heldBack = claim.grant();

    bench.commit(World.INSURER, claim.revoke(World.INSURER, draft -> {}));

    assertThat(bench.refusal(World.OPERATOR, heldBack)).isEqualTo(Code.ID_TAKEN);
    ClaimCase again = bench.granted();
    bench.commit(World.OPERATOR, again.openRelease());
  }

  @Test
  void aWithdrawalOfWhatDoesNotStandPutsNoWordOnTheLedger() {
    ClaimCase claim = bench.world.newCase(World.mother());
    ObjectNode telling = (ObjectNode) CanonicalJson.tree(claim.request());
    telling.put("request", "lin-xiaomei-2026");
    RequestBody request = CanonicalJson.convert(telling, RequestBody.class);
    claim.grant(draft -> draft.request = request);

    assertThat(bench.refusal(World.OPERATOR, claim.revoke())).isEqualTo(Code.MALFORMED);
  }

  @Test
  void theRegulatorWithdrawsOnlyWhatStands() {
    ClaimCase claim = bench.requested();
    claim.grant();

    assertThat(bench.refusal(World.REGULATOR, claim.revokeWithoutProof(World.REGULATOR)))
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aChangedNameHindersNoWithdrawal() {
    ClaimCase claim = bench.granted();

    bench.commit(
        World.OPERATOR,
        claim.revoke(
            World.OPERATOR, draft -> draft.person = new Person(World.mother().id(), "林小梅")));
  }

  @Test
  void aKeyThatTheProviderRetiredSinceHindersNoWithdrawal() {
    ClaimCase claim = bench.granted();
    Revoke signedInTime = claim.revoke();
    bench.clock.forward(Duration.ofMinutes(1));
    IdentityProvider provider = bench.world.providers().entry(World.PROVIDER);
    ProviderKey key = provider.keys().getFirst();
    bench.commit(
        World.REGULATOR,
        bench
            .world
            .providers()
            .put(
                new IdentityProvider(
                    provider.id(),
                    provider.issuer(),
                    provider.audiences(),
                    provider.counters(),
                    provider.acrValues(),
                    provider.maxAgeSeconds(),
                    List.of(new ProviderKey(key.kid(), key.jwk(), key.from(), bench.world.now())),
                    provider.status(),
                    bench.world.salt()),
                bench.world.participants().proven(World.REGULATOR)));
    Revoke.Hidden hidden = signedInTime.hidden();
    Revoke withPathsOfNow =
        new Revoke(
            signedInTime.open(),
            new Revoke.Hidden(
                bench.world.participants().proven(World.OPERATOR),
                hidden.statement(),
                hidden.person(),
                List.of(
                    new Withdrawal(
                        hidden.withdrawal().getFirst().statement(),
                        hidden.withdrawal().getFirst().proof(),
                        bench.world.providers().proven(World.PROVIDER))),
                hidden.proofSalt()));

    bench.commit(World.OPERATOR, withPathsOfNow);
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

    assertThat(bench.refusal(World.OPERATOR, claim.openRelease())).isEqualTo(Code.CONSENT_REVOKED);
    assertThat(bench.refusal(World.OPERATOR, claim.recordDelivery(release)))
        .isEqualTo(Code.CONSENT_REVOKED);
    assertThat(bench.refusal(claim.evidenceOfConsent(World.INSURER)))
        .isEqualTo(Code.CONSENT_REVOKED);
    assertThat(bench.refusal(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.CONSENT_REVOKED);
    assertThat(bench.refusal(World.OPERATOR, claim.revoke())).isEqualTo(Code.CONSENT_REVOKED);
  }
}
