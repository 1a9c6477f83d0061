package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which providers, keys and relations count, and when. */
class ProvidersTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void aProviderMaySignWithRsa(String algorithm) {
    RSAKey key = Keys.rsa();
    register(EntryStatus.ACTIVE, withMore(rsaKey(key, Duration.ofDays(300))));

    accepts(draft -> signedWith(draft, key, algorithm));
  }

  @Test
  void theRegisteredKeyDecidesTheAlgorithm() {
    RSAKey key = new RSAKey.Builder(Keys.rsa()).algorithm(JWSAlgorithm.PS256).build();
    register(EntryStatus.ACTIVE, withMore(rsaKey(key, Duration.ofDays(300))));

    assertThat(refusal(draft -> signedWith(draft, key, "RS256"))).isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aTokenOfARetiredProviderKeyIsRefused() {
    bench.clock.forward(Duration.ofDays(1));
    ProviderKey key = world.providers().entry(World.PROVIDER).keys().getFirst();
    register(
        EntryStatus.ACTIVE,
        List.of(new ProviderKey(key.kid(), key.jwk(), key.from(), world.now())));

    assertThat(refusal(draft -> {})).isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aSuspendedProviderIsRefused() {
    register(EntryStatus.SUSPENDED, world.providers().entry(World.PROVIDER).keys());

    assertThat(refusal(draft -> {})).isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aProviderThatNobodyRegisteredIsRefused() {
    IdentityProvider own = with(EntryStatus.ACTIVE, List.of());

    assertThat(refusal(draft -> draft.provider = world.providers().forged(World.PROVIDER, own)))
        .isEqualTo(Code.NOT_IN_REGISTER);
  }

  @Test
  void aTokenOfSeveralClientsNamesTheRegisteredOneAsAuthorizedParty() {
    accepts(draft -> {
      draft.proof.claims.put("aud", List.of(World.AUDIENCE, "another-client"));
      draft.proof.claims.put("azp", World.AUDIENCE);
    });
  }

  @Test
  void aGuardianWhosePeriodHasEndedIsRefused() {
    Relation relation = world.relations().entry(World.RELATION);
    bench.commit(
        World.REGULATOR,
        world
            .relations()
            .put(
                new Relation(
                    relation.id(),
                    relation.kind(),
                    relation.subject(),
                    relation.grantor(),
                    relation.proof(),
                    relation.attestedBy(),
                    relation.from(),
                    world.now(),
                    EntryStatus.ACTIVE,
                    world.salt()),
                world.participants().proven(World.REGULATOR)));
    ClaimCase claim = world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());

    assertThat(bench.refusal(World.OPERATOR, claim.grant(GrantDraft::byGuardian)))
        .isEqualTo(Code.NO_RELATION);
  }

  private void accepts(Consumer<GrantDraft> change) {
    ClaimCase claim = bench.requested();
    assertThat(bench.commit(World.OPERATOR, claim.grant(change)).get("status").asText())
        .isEqualTo("active");
  }

  private Code refusal(Consumer<GrantDraft> change) {
    return bench.refusal(World.OPERATOR, bench.requested().grant(change));
  }

  private static void signedWith(GrantDraft draft, RSAKey key, String algorithm) {
    draft.proof.kid = "rsa";
    draft.proof.providerKey = key;
    draft.proof.tokenAlgorithm = JWSAlgorithm.parse(algorithm);
    draft.proof.identityInToken = true;
  }

  private ProviderKey rsaKey(RSAKey key, Duration life) {
    return new ProviderKey(
        "rsa",
        key.toPublicJWK().toJSONString(),
        world.now().minus(Duration.ofDays(1)),
        world.now().plus(life));
  }

  private List<ProviderKey> withMore(ProviderKey key) {
    return List.of(world.providers().entry(World.PROVIDER).keys().getFirst(), key);
  }

  private void register(EntryStatus status, List<ProviderKey> keys) {
    bench.commit(
        World.REGULATOR,
        world.providers().put(with(status, keys), world.participants().proven(World.REGULATOR)));
  }

  private IdentityProvider with(EntryStatus status, List<ProviderKey> keys) {
    IdentityProvider present = world.providers().entry(World.PROVIDER);
    return new IdentityProvider(
        present.id(),
        present.issuer(),
        present.audiences(),
        present.counters(),
        present.acrValues(),
        present.maxAgeSeconds(),
        keys,
        status,
        world.salt());
  }
}
