package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.chaincode.testkit.Book;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the regulator takes back in the middle of a claim counts from the next block on. */
class RegisterAttacksIT {
  private static RunningLedger running;
  private static World world;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    world = running.world;
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void restore() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  @Test
  void anApprovalWithdrawnBetweenRequestAndGrant() {
    ClaimCase claim = requested(world.newCase(World.mother()));
    withdrawApproval();

    assertThat(refusal(running.operator().grant(claim.grant()))).isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anApprovalWithdrawnBetweenGrantAndRelease() {
    ClaimCase claim = running.granted();
    withdrawApproval();

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.NO_APPROVAL);
    assertThat(evidence(claim.evidenceOfConsent(World.INSURER))).isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anApprovalWithdrawnBetweenReleaseAndDelivery() {
    ClaimCase claim = running.granted();
    ReleaseBody release = released(claim);
    withdrawApproval();

    assertThat(evidence(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.NO_APPROVAL);
    assertThat(refusal(running.operator().recordDelivery(claim.recordDelivery(release))))
        .isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anApprovalWithdrawnBetweenDeliveryAndDownload() {
    ClaimCase claim = running.granted();
    RecordDelivery delivery = claim.recordDelivery(released(claim));
    committed(running.operator().recordDelivery(delivery));
    withdrawApproval();

    assertThat(evidence(claim.evidenceOfDelivery(delivery, World.INSURER)))
        .isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anApprovalShownAsItWasBeforeItWasWithdrawn() {
    ClaimCase claim = running.granted();
    var before = claim.openRelease();
    withdrawApproval();

    assertThat(refusal(running.operator().openRelease(before))).isEqualTo(Code.NOT_IN_REGISTER);
  }

  @Test
  void aReleaseEndorsedBeforeTheApprovalIsWithdrawnAndHandedInAfterIsVoid() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    try (Wire wire = new Wire(running, running.identity(World.OPERATOR))) {
      var held = wire.endorsed(claim.openRelease(release));
      withdrawApproval();

      assertThat(Wire.code(held)).isEqualTo("MVCC_READ_CONFLICT");
    }
    assertThat(running.operator().findRelease(release.release())).isEmpty();
  }

  @Test
  void anApprovalNarrowedAfterTheGrantNarrowsTheRelease() {
    ClaimCase claim = running.granted();
    approval(tree -> tree.withArray("categories").removeAll().add("visit"));

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.NO_APPROVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the same insurer's narrower", "another insurer's"})
  void anotherRegisteredApprovalShownInTheCoverDoesNotHelp(String whose) {
    ClaimCase claim = running.granted();
    String other = world.id();
    put(
        world.approvals(),
        Edit.of(
            world.approvals().entry(World.APPROVAL),
            Approval.class,
            tree -> {
              freshSalt(tree);
              tree.put("id", other);
              if (whose.startsWith("another")) {
                tree.put("insurer", World.OTHER_INSURER);
              } else {
                tree.withArray("categories").removeAll().add("visit");
              }
            }));
    withdrawApproval();
    OpenRelease shown =
        (OpenRelease)
            Edit.hidden(
                claim.openRelease(),
                "cover",
                Edit.with(claim.cover(), Cover.class, "approval", world.approvals().proven(other)));

    assertThat(refusal(running.operator().openRelease(shown))).isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anInsurerThatIsNotApprovedCannotAsk() {
    ClaimCase claim = world.newCase(World.mother());
    RequestBody body =
        Edit.of(
            claim.request(),
            RequestBody.class,
            tree -> {
              tree.put("insurer", World.OTHER_INSURER);
              ((ObjectNode) tree.withArray("recipients").get(0))
                  .put("participant", World.OTHER_INSURER);
            });
    var request = claim.recordRequest(body);

    assertThat(
            refusal(
                running
                    .operator()
                    .recordRequest(
                        (org.claimexchange.model.transaction.RecordRequest)
                            Edit.hidden(
                                request,
                                "insurer",
                                world.participants().proven(World.OTHER_INSURER)))))
        .isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void anApprovalThatTheOperatorMadeUpIsInNoRegister() {
    ClaimCase claim = world.newCase(World.mother());
    Approval wider =
        Edit.of(
            world.approvals().entry(World.APPROVAL),
            Approval.class,
            tree -> tree.withArray("categories").add("pathology"));

    assertThat(
            refusal(
                running
                    .operator()
                    .recordRequest(
                        (org.claimexchange.model.transaction.RecordRequest)
                            Edit.hidden(
                                claim.recordRequest(),
                                "approval",
                                world.approvals().forged(World.APPROVAL, wider)))))
        .isEqualTo(Code.NOT_IN_REGISTER);
  }

  @Test
  void aRecipientThatIsNoInsurerReceivesNothing() {
    ClaimCase claim = world.newCase(World.mother());
    RequestBody body =
        Edit.of(
            claim.request(),
            RequestBody.class,
            tree ->
                tree.withArray("recipients")
                    .addObject()
                    .put("participant", World.SECOND_HOSPITAL)
                    .put("role", "administrator"));
    committed(running.operator().recordRequest(claim.recordRequest(body)));

    assertThat(
            refusal(
                running
                    .operator()
                    .grant(
                        claim.grant(draft -> {
                          draft.request = body;
                          draft.recipients = body.recipients();
                        }))))
        .isEqualTo(Code.WRONG_RECIPIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {World.INSURER, World.FIRST_HOSPITAL})
  void aRecipientOrSourceSuspendedBetweenGrantAndRelease(String participant) {
    ClaimCase claim = running.granted();
    suspend(participant);

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {World.INSURER, World.FIRST_HOSPITAL})
  void aRecipientOrSourceSuspendedBetweenReleaseAndDelivery(String participant) {
    ClaimCase claim = running.granted();
    ReleaseBody release = released(claim);
    suspend(participant);

    assertThat(evidence(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
    assertThat(refusal(running.operator().recordDelivery(claim.recordDelivery(release))))
        .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
  }

  @Test
  void aSuspendedOperatorWritesNothing() {
    ClaimCase claim = running.granted();
    suspend(World.OPERATOR);

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
  }

  @Test
  void aParticipantsFormerCertificateHandsInNothing() throws Exception {
    ClaimCase claim = running.granted();
    var next = running.network.issueClient("SourceMSP", "ruihua-next");
    committed(
        running
            .regulator()
            .changeRegister(
                world.rotate(World.FIRST_HOSPITAL, CertificateUse.LEDGER, next.certificate())));
    var withdrawal = claim.revoke(World.FIRST_HOSPITAL, draft -> {});

    try (Wire former = new Wire(running, running.identity(World.FIRST_HOSPITAL));
        Wire present = new Wire(running, next)) {
      assertThat(Wire.refusal(former.proposal(withdrawal)).code())
          .isEqualTo(Code.CALLER_NOT_REGISTERED);
      assertThat(Wire.code(present.endorsed(withdrawal))).isEqualTo(Wire.VALID);
    }
  }

  @Test
  void aTokenOfARetiredProviderKey() {
    ClaimCase claim = requested(world.newCase(World.mother()));
    ECKey retired = Keys.p256();
    put(
        world.providers(),
        Edit.of(
            world.providers().entry(World.PROVIDER),
            IdentityProvider.class,
            tree -> {
              freshSalt(tree);
              tree.withArray("keys")
                  .add(
                      CanonicalJson.tree(
                          new ProviderKey(
                              "provider-key-2025",
                              Keys.publicJwk(retired),
                              world.now().minus(Duration.ofDays(400)),
                              world.now().minusSeconds(1))));
            }));

    assertThat(
            refusal(
                running
                    .operator()
                    .grant(
                        claim.grant(draft -> {
                          draft.proof.kid = "provider-key-2025";
                          draft.proof.providerKey = retired;
                        }))))
        .isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aTokenOfASuspendedProvider() {
    ClaimCase claim = requested(world.newCase(World.mother()));
    provider(tree -> tree.put("status", "suspended"));

    assertThat(refusal(running.operator().grant(claim.grant()))).isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aTokenForAClientThatIsNoLongerRegistered() {
    ClaimCase claim = requested(world.newCase(World.mother()));
    provider(tree -> tree.withArray("audiences").removeAll().add("another-page"));

    assertThat(refusal(running.operator().grant(claim.grant()))).isEqualTo(Code.TOKEN_INVALID);
  }

  @Test
  void aTextThatIsNoLongerRegistered() {
    ClaimCase claim = requested(world.newCase(World.mother()));
    change(
        world.templates(),
        World.TEMPLATE,
        TextTemplate.class,
        tree -> tree.put("status", "suspended"));

    assertThat(refusal(running.operator().grant(claim.grant())))
        .isEqualTo(Code.TEMPLATE_NOT_REGISTERED);
  }

  @Test
  void aGuardianWhoseRelationIsSuspended() {
    ClaimCase claim = requested(world.newCase(World.child()));
    relation(tree -> tree.put("status", "suspended"));

    assertThat(refusal(running.operator().grant(claim.grant(GrantDraft::byGuardian))))
        .isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aRelationThatEndedAfterTheGrantStopsRelease() {
    ClaimCase claim = grantedByTheGuardian();
    ReleaseBody release = released(claim);
    relation(tree -> tree.put("status", "suspended"));

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.NO_RELATION);
    assertThat(refusal(running.operator().recordDelivery(claim.recordDelivery(release))))
        .isEqualTo(Code.NO_RELATION);
    assertThat(evidence(claim.evidenceOfConsent(World.INSURER))).isEqualTo(Code.NO_RELATION);
    assertThat(evidence(claim.evidenceOfRelease(release, World.FIRST_HOSPITAL)))
        .isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aRelationThatFallsWithTheHospitalThatSawItsProofStopsRelease() {
    ClaimCase claim = requested(world.newCase(World.child()));
    committed(
        running
            .operator()
            .grant(
                claim.grant(draft -> {
                  draft.byGuardian();
                  draft.parts = draft.parts.subList(1, 2);
                })));
    suspend(World.FIRST_HOSPITAL);

    assertThat(refusal(running.operator().openRelease(claim.openRelease())))
        .isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aReleaseByARelationThatIsHiddenIsRefused() {
    ClaimCase claim = grantedByTheGuardian();
    OpenRelease hiding =
        (OpenRelease)
            Edit.hidden(
                claim.openRelease(),
                "cover",
                Edit.with(claim.cover(), Cover.class, "relation", List.of()));

    assertThat(refusal(running.operator().openRelease(hiding))).isEqualTo(Code.NO_RELATION);
  }

  @Test
  void aRelationThatTheOperatorMadeUpIsInNoRegister() {
    ClaimCase claim = requested(world.newCase(World.stranger()));
    Relation own =
        Edit.with(
            world.relations().entry(World.RELATION),
            Relation.class,
            "subject",
            World.stranger().id());

    assertThat(
            refusal(
                running
                    .operator()
                    .grant(
                        claim.grant(draft -> {
                          draft.byGuardian();
                          draft.relations = List.of(world.relations().forged(World.RELATION, own));
                        }))))
        .isEqualTo(Code.NOT_IN_REGISTER);
  }

  private ClaimCase requested(ClaimCase claim) {
    committed(running.operator().recordRequest(claim.recordRequest()));
    return claim;
  }

  private ClaimCase grantedByTheGuardian() {
    ClaimCase claim = requested(world.newCase(World.child()));
    committed(running.operator().grant(claim.grant(GrantDraft::byGuardian)));
    return claim;
  }

  private static ReleaseBody released(ClaimCase claim) {
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    return release;
  }

  private void withdrawApproval() {
    approval(tree -> tree.put("status", "suspended"));
  }

  private void suspend(String participant) {
    change(
        world.participants(),
        participant,
        Participant.class,
        tree -> tree.put("status", "suspended"));
  }

  private void approval(Consumer<ObjectNode> edit) {
    change(world.approvals(), World.APPROVAL, Approval.class, edit);
  }

  private void provider(Consumer<ObjectNode> edit) {
    change(world.providers(), World.PROVIDER, IdentityProvider.class, edit);
  }

  /** Changes the relation until the end of the test, when the hospital gives its word anew. */
  private void relation(Consumer<ObjectNode> edit) {
    Relation before = world.relations().entry(World.RELATION);
    put(
        world.relations(),
        Edit.of(before, Relation.class, edit.andThen(RegisterAttacksIT::freshSalt)));
    undo.push(() -> {
      Relation again = Edit.of(before, Relation.class, RegisterAttacksIT::freshSalt);
      committed(
          running
              .regulator()
              .changeRegister(
                  world
                      .relations()
                      .put(
                          again,
                          world.participants().proven(World.REGULATOR),
                          List.of(world.attested(again, world.hospitalKey())))));
    });
  }

  /** Changes an entry until the end of the test. */
  private <T extends RegisterEntry> void change(
      Book<T> book, String id, Class<T> type, Consumer<ObjectNode> edit) {
    T before = book.entry(id);
    put(book, Edit.of(before, type, edit.andThen(RegisterAttacksIT::freshSalt)));
    undo.push(() -> put(book, Edit.of(before, type, RegisterAttacksIT::freshSalt)));
  }

  private static void freshSalt(ObjectNode entry) {
    entry.put("salt", world.salt().value());
  }

  private static <T extends RegisterEntry> void put(Book<T> book, T entry) {
    committed(
        running
            .regulator()
            .changeRegister(book.put(entry, world.participants().proven(World.REGULATOR))));
  }

  private static Code refusal(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }

  private static Code evidence(EvidenceRequest request) {
    EvidenceOutcome outcome = running.operator().evidence(request);
    assertThat(outcome).isInstanceOf(EvidenceOutcome.Refused.class);
    return ((EvidenceOutcome.Refused) outcome).refusal().code();
  }
}
