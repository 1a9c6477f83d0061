package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** Who may sign for whom: registered by the regulator, on its own word or a source's. */
class RelationsTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;

  @Test
  void aHospitalsWordLetsARelationBeRegistered() {
    Relation attorney = attorney(World.FIRST_HOSPITAL);

    bench.commit(
        World.REGULATOR, register(attorney, world.attested(attorney, world.hospitalKey())));
  }

  @Test
  void theRegulatorsOwnWordNeedsNoOther() {
    bench.commit(World.REGULATOR, register(attorney(World.REGULATOR)));
  }

  @Test
  void withoutAWordNoRelationStands() {
    assertThat(bench.refusal(World.REGULATOR, register(attorney(World.FIRST_HOSPITAL))))
        .isEqualTo(Code.ATTESTATION_INVALID);
  }

  @Test
  void aForgedWordIsRefused() {
    Relation attorney = attorney(World.FIRST_HOSPITAL);

    assertThat(
            bench.refusal(
                World.REGULATOR, register(attorney, world.attested(attorney, Keys.p256()))))
        .isEqualTo(Code.ATTESTATION_INVALID);
  }

  @Test
  void aWordOnOtherPersonsOrALongerPeriodIsRefused() {
    Relation attorney = attorney(World.FIRST_HOSPITAL);
    Relation other =
        relation(
            World.FIRST_HOSPITAL,
            World.mother().id(),
            World.child().id(),
            attorney.from(),
            attorney.to());
    Relation shorter =
        relation(
            World.FIRST_HOSPITAL,
            attorney.subject(),
            attorney.grantor(),
            attorney.from(),
            attorney.to().minusSeconds(1));

    for (Relation said : List.of(other, shorter)) {
      assertThat(
              bench.refusal(
                  World.REGULATOR, register(attorney, world.attested(said, world.hospitalKey()))))
          .isEqualTo(Code.ATTESTATION_INVALID);
      world.relations().forget(attorney.id());
    }
  }

  @Test
  void aRelationIsEndedWithoutANewWordAndLengthenedWithOne() {
    Relation before = world.relations().entry(World.RELATION);
    Relation longer = until(before, before.to().plus(Duration.ofDays(300)));
    assertThat(bench.refusal(World.REGULATOR, register(longer)))
        .isEqualTo(Code.ATTESTATION_INVALID);
    world.relations().takeBack(before);

    bench.commit(World.REGULATOR, register(longer, world.attested(longer, world.hospitalKey())));
    bench.commit(World.REGULATOR, register(until(longer, world.now().plusSeconds(1))));
  }

  @Test
  void aRelationFallsWithTheHospitalThatAttestedIt() {
    new Variants(bench).suspend(World.FIRST_HOSPITAL);
    ClaimCase claim = world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.grant(draft -> {
                  draft.byGuardian();
                  draft.parts = List.of(draft.parts.getLast());
                })))
        .isEqualTo(Code.NO_RELATION);
  }

  @Test
  void whoAttestedItMustBeShown() {
    ClaimCase claim = world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.grant(draft -> {
                  draft.byGuardian();
                  draft.parts = List.of(draft.parts.getLast());
                  draft.participants =
                      List.of(
                          world.participants().proven(World.INSURER),
                          world.participants().proven(World.SECOND_HOSPITAL));
                })))
        .isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aNearRelativeSignsByARegisteredRelationOfThatKind() {
    ClaimCase claim = world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.grant((GrantDraft draft) -> {
                  draft.byGuardian();
                  draft.relation = RelationKind.NEAR_RELATIVE;
                })))
        .isEqualTo(Code.NO_RELATION);
  }

  private Transaction register(Relation relation, Attestation... words) {
    return world
        .relations()
        .put(relation, world.participants().proven(World.REGULATOR), List.of(words));
  }

  private Relation attorney(String attestedBy) {
    return relation(
        attestedBy,
        World.stranger().id(),
        World.mother().id(),
        world.now(),
        world.now().plus(Duration.ofDays(30)));
  }

  private Relation relation(
      String attestedBy, PersonId subject, PersonId grantor, Instant from, Instant to) {
    return new Relation(
        "relation-attorney",
        RelationKind.ATTORNEY,
        subject,
        grantor,
        Digest.of("公证委托书".getBytes(StandardCharsets.UTF_8)),
        attestedBy,
        from,
        to,
        EntryStatus.ACTIVE,
        world.salt());
  }

  private Relation until(Relation before, Instant to) {
    return new Relation(
        before.id(),
        before.kind(),
        before.subject(),
        before.grantor(),
        before.proof(),
        before.attestedBy(),
        before.from(),
        to,
        before.status(),
        world.salt());
  }
}
