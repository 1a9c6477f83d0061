package org.claimexchange.verifier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.RecordDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the ledger though the contract has a rule against it. */
class ContractFindingsTest {
  @TempDir Path folder;
  private final Stage stage = new Stage();
  private final ClaimCase claim = stage.world.newCase(World.mother());

  @Test
  void aCountersTokenWithoutAWitnessIsNamed() throws Exception {
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft -> {
          draft.atTheCounter();
          draft.witness = List.of();
        }));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("login", "identity");
  }

  @Test
  void aPagesTokenWithAWitnessIsNamed() throws Exception {
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft -> {
          draft.atTheCounter();
          draft.proof.claims.put("aud", World.AUDIENCE);
          draft.proof.identityClaims.put("aud", World.AUDIENCE);
        }));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("login", "identity");
  }

  @Test
  void recordsOfAnotherHospitalGrantedAtACounterAreNamed() throws Exception {
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft -> {
          draft.atTheCounter();
          draft.parts = draft.request.parts();
        }));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("witness");
  }

  @Test
  void aStandingAuthorizationThatNobodyAskedForIsNamed() throws Exception {
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant(draft -> standing(draft, new Standing("P-2026-8841", true))));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("standing");
  }

  @Test
  void aUseOfAStandingAuthorizationWithoutNoticeIsNamed() throws Exception {
    Standing asked = new Standing("P-2026-8841", true);
    ClaimCase standing = stage.world.newStandingCase(World.mother(), asked.policy());
    stage.hand(standing.recordRequest());
    stage.hand(standing.grant(draft -> standing(draft, asked)));
    stage.hand(standing.openRelease(standing.releaseBody()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("notice");
  }

  @Test
  void aDeliveryThatReplacesOneOfAnotherConsentIsNamed() throws Exception {
    RecordDelivery other =
        deliver(stage.world.newCase(World.child()), draft -> draft.byGuardian(), List.of());

    deliver(claim, draft -> {}, List.of(other.open().delivery()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("supersedes");
  }

  @Test
  void aRelationWithoutTheHospitalsWordIsNamed() throws Exception {
    stage.hand(
        stage
            .world
            .relations()
            .put(relation("relation-2"), stage.world.participants().proven(World.REGULATOR)));

    TraceReport report = stage.whole(folder);

    assertThat(Stage.kinds(report)).containsExactly("attestation");
    assertThat(report.findings().get(0).detail()).isEqualTo("relation-2");
  }

  @Test
  void aRelationWithAForgedOrForeignWordIsNamed() throws Exception {
    Relation relation = relation("relation-2");
    Attestation forged = stage.world.attested(relation, stage.world.otherHospitalKey());
    stage.hand(put(relation, forged));
    Relation another = relation("relation-3");
    stage.hand(put(another, stage.world.attested(relation, stage.world.hospitalKey())));
    Relation right = relation("relation-4");
    stage.hand(put(right, stage.world.attested(right, stage.world.hospitalKey())));

    assertThat(stage.whole(folder).findings())
        .extracting(Finding::kind, Finding::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FindingKind.ATTESTATION, "relation-2"),
            org.assertj.core.groups.Tuple.tuple(FindingKind.ATTESTATION, "relation-3"));
  }

  @Test
  void aChangeThatHidesWhatStoodBeforeIsNamed() throws Exception {
    stage.tellOtherwise(
        "changeRegister",
        json -> json.replaceFirst("\"previous\":\"(?:[^\"\\\\]|\\\\.)*\"", "\"previous\":\"\""));
    stage.hand(
        stage.world.rotate(
            World.FIRST_HOSPITAL,
            CertificateUse.LEDGER,
            org.claimexchange.chaincode.testkit.Keys.certificate("ruihua-2027", Stage.NOW)));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("register-root");
  }

  @Test
  void aGuardianWhoseRelationRestsOnNobodyShownIsNamed() throws Exception {
    ClaimCase child = stage.world.newCase(World.child());
    stage.hand(child.recordRequest());
    stage.hand(
        child.grant(draft -> {
          draft.byGuardian();
          draft.participants =
              draft.participants.stream()
                  .filter(shown -> !shown.entry().id().equals(World.FIRST_HOSPITAL))
                  .toList();
        }));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("relation");
  }

  private org.claimexchange.model.transaction.ChangeRegister put(
      Relation relation, Attestation word) {
    return stage
        .world
        .relations()
        .put(relation, stage.world.participants().proven(World.REGULATOR), List.of(word));
  }

  private Relation relation(String id) {
    Relation mother = stage.world.relations().entry(World.RELATION);
    return new Relation(
        id,
        mother.kind(),
        mother.subject(),
        mother.grantor(),
        mother.proof(),
        mother.attestedBy(),
        mother.from(),
        mother.to(),
        mother.status(),
        stage.world.salt());
  }

  private RecordDelivery deliver(
      ClaimCase one, java.util.function.Consumer<GrantDraft> change, List<String> supersedes) {
    stage.hand(one.recordRequest());
    stage.hand(one.grant(change));
    ReleaseBody release = one.releaseBody();
    stage.hand(one.openRelease(release));
    RecordDelivery delivery = one.recordDelivery(release, one.deliveryBody(release, supersedes));
    stage.hand(delivery);
    return delivery;
  }

  private static void standing(GrantDraft draft, Standing standing) {
    draft.terms = new Terms(draft.terms.notBefore(), draft.terms.notAfter(), 10, List.of(standing));
  }
}
