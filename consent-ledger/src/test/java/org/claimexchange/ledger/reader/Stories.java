package org.claimexchange.ledger.reader;

import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.gateway.RunningLedger;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Revoke;

/** Claims of several people, insurers and sources that all go the whole way. */
final class Stories {
  private static final String OTHER_APPROVAL = "approval-2026-018";

  /**
   * One claim, and all that its parties know of it.
   *
   * @param transactions ids of its transactions
   */
  record Story(
      ClaimCase claim, Grant grant, Revoke withdrawal, String receipt, Set<String> transactions) {}

  /** What differs from story to story. */
  record Kind(Person subject, boolean byGuardian, String insurer, int parts, int days, int uses) {}

  private final RunningLedger running;
  private final World world;
  private final ConsentLedger ledger;
  private final ECKey otherInsurersKey = Keys.p256();

  Stories(RunningLedger running) {
    this.running = running;
    this.world = running.world;
    this.ledger = running.operator();
    registerTheOtherInsurer();
  }

  /** The other insurer's key for receipts. */
  ECKey otherInsurersKey() {
    return otherInsurersKey;
  }

  /** From the request to the erasure. */
  Story tell(Kind kind) {
    ClaimCase claim = world.newCase(kind.subject());
    List<Part> parts = claim.request().parts().subList(2 - kind.parts(), 2);
    RequestBody body =
        Edit.of(
            claim.request(),
            RequestBody.class,
            tree -> {
              tree.put("insurer", kind.insurer());
              tree.set("parts", CanonicalJson.tree(parts));
              ((com.fasterxml.jackson.databind.node.ObjectNode) tree.at("/recipients/0"))
                  .put("participant", kind.insurer());
            });
    Set<String> ids = new HashSet<>();
    RecordRequest request = claim.recordRequest(body);
    request = (RecordRequest) Edit.hidden(request, "insurer", insurer(kind));
    request = (RecordRequest) Edit.hidden(request, "approval", approval(kind));
    ids.add(committed(ledger.recordRequest(request)).transactionId());
    Instant end = world.now().plus(Duration.ofDays(kind.days()));
    Grant grant =
        claim.grant(draft -> {
          draft.request = body;
          draft.recipients = body.recipients();
          draft.parts = parts;
          draft.approval = approval(kind);
          draft.terms = new Terms(draft.terms.notBefore(), end, kind.uses(), List.of());
          if (kind.byGuardian()) {
            draft.byGuardian();
          }
        });
    ids.add(committed(ledger.grant(grant)).transactionId());
    ReleaseBody release =
        Edit.with(
            claim.releaseBody(),
            ReleaseBody.class,
            "deadline",
            world.now().plus(Duration.ofHours(kind.days())));
    ids.add(
        committed(
                ledger.openRelease(
                    (OpenRelease)
                        Edit.hidden(claim.openRelease(release), "cover", cover(claim, kind))))
            .transactionId());
    RecordDelivery delivery =
        (RecordDelivery) Edit.hidden(claim.recordDelivery(release), "cover", cover(claim, kind));
    ids.add(committed(ledger.recordDelivery(delivery)).transactionId());
    RecordReceipt receipt = receipt(claim, delivery, kind);
    ids.add(committed(ledger.recordReceipt(receipt)).transactionId());
    Revoke withdrawal = claim.revoke();
    ids.add(committed(ledger.revoke(withdrawal)).transactionId());
    ids.add(committed(ledger.recordErasure(claim.recordErasure(delivery))).transactionId());
    return new Story(claim, grant, withdrawal, receipt.hidden().receipt(), ids);
  }

  /** The same for each. */
  List<Story> tell(List<Kind> kinds) {
    List<Story> stories = new ArrayList<>();
    kinds.forEach(kind -> stories.add(tell(kind)));
    return stories;
  }

  private RecordReceipt receipt(ClaimCase claim, RecordDelivery delivery, Kind kind) {
    ReceiptBody body =
        new ReceiptBody(
            ReceiptBody.TYPE, delivery.open().delivery(), delivery.open().sealed(), world.now());
    ECKey key = kind.insurer().equals(World.INSURER) ? world.insurerKey() : otherInsurersKey;
    String jws = Keys.jws(JWSAlgorithm.ES256, "", key, CanonicalJson.writeText(body));
    return (RecordReceipt)
        Edit.hidden(claim.recordReceipt(delivery.open().delivery(), jws), "insurer", insurer(kind));
  }

  private Cover cover(ClaimCase claim, Kind kind) {
    Cover own = claim.cover();
    List<Proven<Participant>> participants = new ArrayList<>(own.participants());
    participants.add(insurer(kind));
    return new Cover(own.statement(), own.openings(), approval(kind), participants, own.relation());
  }

  private Proven<Participant> insurer(Kind kind) {
    return world.participants().proven(kind.insurer());
  }

  private Proven<Approval> approval(Kind kind) {
    return world
        .approvals()
        .proven(kind.insurer().equals(World.INSURER) ? World.APPROVAL : OTHER_APPROVAL);
  }

  private void registerTheOtherInsurer() {
    Participant present = world.participants().entry(World.OTHER_INSURER);
    Participant signing =
        Edit.of(
            present,
            Participant.class,
            tree ->
                tree.put("salt", world.salt().value())
                    .withArray("certificates")
                    .add(
                        CanonicalJson.tree(
                            world.registered(
                                CertificateUse.SIGNING,
                                Keys.selfSigned(
                                    Keys.pair(otherInsurersKey),
                                    "insurer-heng signing",
                                    world.now())))));
    Approval other =
        Edit.of(
            world.approvals().entry(World.APPROVAL),
            Approval.class,
            tree ->
                tree.put("id", OTHER_APPROVAL)
                    .put("insurer", World.OTHER_INSURER)
                    .put("salt", world.salt().value()));
    var regulator = running.regulator();
    committed(
        regulator.changeRegister(
            world.participants().put(signing, world.participants().proven(World.REGULATOR))));
    committed(
        regulator.changeRegister(
            world.approvals().put(other, world.participants().proven(World.REGULATOR))));
  }
}
