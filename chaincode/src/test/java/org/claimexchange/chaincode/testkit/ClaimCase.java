package org.claimexchange.chaincode.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;

/** One claim and its transactions, each valid after those before it. */
public final class ClaimCase {
  private final World world;
  private final Person subject;
  private final RequestBody request;
  private GrantDraft.Made made;

  ClaimCase(World world, Person subject) {
    this(world, subject, List.of());
  }

  ClaimCase(World world, Person subject, List<Standing> standing) {
    this.world = world;
    this.subject = subject;
    this.request =
        new RequestBody(
            RequestBody.TYPE,
            world.id(),
            World.INSURER,
            List.of(new Recipient(World.INSURER, RecipientRole.INSURER)),
            subject.id(),
            Purpose.CLAIM_REVIEW,
            List.of(part(World.FIRST_HOSPITAL), part(World.SECOND_HOSPITAL)),
            standing,
            Digest.of("{\"resourceType\":\"Task\"}".getBytes(StandardCharsets.UTF_8)),
            world.salt());
  }

  /** What is asked of one source. */
  public static Part part(String source) {
    return new Part(
        source,
        List.of(),
        new DateRange(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 31)),
        List.of(VisitKind.INPATIENT),
        List.of("visit", "diagnosis", "fee-list"),
        List.of(),
        false);
  }

  public RequestBody request() {
    return request;
  }

  public ConsentStatement statement() {
    return made.statement();
  }

  public ConsentOpenings openings() {
    return made.openings();
  }

  public String consent() {
    return made.statement().consent();
  }

  public RecordRequest recordRequest() {
    return recordRequest(request);
  }

  public RecordRequest recordRequest(RequestBody body) {
    return new RecordRequest(
        new RecordRequest.Open(body.request(), body.digest()),
        new RecordRequest.Hidden(
            world.participants().proven(World.OPERATOR),
            body,
            world.participants().proven(World.INSURER),
            world.approvals().proven(World.APPROVAL)));
  }

  public Refuse refuse() {
    return new Refuse(
        new Refuse.Open(request.request()),
        new Refuse.Hidden(world.participants().proven(World.OPERATOR)));
  }

  public Grant grant() {
    return grant(draft -> {});
  }

  /** A grant with one thing changed; later steps build on it. */
  public Grant grant(Consumer<GrantDraft> change) {
    GrantDraft draft = new GrantDraft(world, request, subject);
    change.accept(draft);
    made = draft.make();
    return made.grant();
  }

  /** The consent and all that it rests on, by the registers as they are now. */
  public Cover cover() {
    return new Cover(
        made.statement(),
        made.openings(),
        world.approvals().proven(World.APPROVAL),
        List.of(
            world.participants().proven(World.INSURER),
            world.participants().proven(World.FIRST_HOSPITAL),
            world.participants().proven(World.SECOND_HOSPITAL)),
        made.openings().relation().value() == RelationKind.SELF
            ? List.of()
            : List.of(world.relations().proven(World.RELATION)));
  }

  public ReleaseBody releaseBody() {
    return new ReleaseBody(
        ReleaseBody.TYPE,
        world.id(),
        consent(),
        made.statement().parts(),
        world.now().plus(Duration.ofDays(3)),
        List.of(),
        world.salt());
  }

  /** A release that tells of a notice to the person. */
  public ReleaseBody releaseBodyWithNotice() {
    ReleaseBody body = releaseBody();
    return new ReleaseBody(
        body.type(),
        body.release(),
        body.consent(),
        body.parts(),
        body.deadline(),
        List.of(Digest.of("您的授权今天被使用一次".getBytes(StandardCharsets.UTF_8))),
        body.salt());
  }

  public OpenRelease openRelease() {
    return openRelease(releaseBody());
  }

  public OpenRelease openRelease(ReleaseBody body) {
    return new OpenRelease(
        new OpenRelease.Open(body.release(), body.consent(), body.digest()),
        new OpenRelease.Hidden(world.participants().proven(World.OPERATOR), body, cover()));
  }

  public RecordDelivery recordDelivery(ReleaseBody release) {
    return recordDelivery(release, deliveryBody(release, List.of()));
  }

  public DeliveryBody deliveryBody(ReleaseBody release, List<String> supersedes) {
    return new DeliveryBody(
        DeliveryBody.TYPE,
        world.id(),
        release.release(),
        release.parts(),
        List.of(Digest.of(world.id().getBytes(StandardCharsets.UTF_8))),
        supersedes,
        world.salt());
  }

  public RecordDelivery recordDelivery(ReleaseBody release, DeliveryBody body) {
    Digest sealed = Digest.of(world.id().getBytes(StandardCharsets.UTF_8));
    return new RecordDelivery(
        new RecordDelivery.Open(body.delivery(), release.release(), sealed, body.digest()),
        new RecordDelivery.Hidden(
            world.participants().proven(World.OPERATOR), body, release, cover()));
  }

  public RecordReceipt recordReceipt(RecordDelivery delivery) {
    ReceiptBody body =
        new ReceiptBody(
            ReceiptBody.TYPE, delivery.open().delivery(), delivery.open().sealed(), world.now());
    return recordReceipt(
        delivery.open().delivery(),
        Keys.jws(JWSAlgorithm.ES256, "", world.insurerKey(), CanonicalJson.writeText(body)));
  }

  public RecordReceipt recordReceipt(String delivery, String jws) {
    Salt salt = world.salt();
    return new RecordReceipt(
        new RecordReceipt.Open(delivery, new Opening<>(salt, ReceiptBody.NAME, jws).digest()),
        new RecordReceipt.Hidden(
            world.participants().proven(World.OPERATOR),
            jws,
            salt,
            world.participants().proven(World.INSURER),
            made.statement(),
            made.openings().recipients()));
  }

  public RecordErasure recordErasure(RecordDelivery delivery) {
    return new RecordErasure(
        new RecordErasure.Open(delivery.open().delivery()),
        new RecordErasure.Hidden(world.participants().proven(World.OPERATOR)));
  }

  /** The grantor's withdrawal, handed in by the operator. */
  public Revoke revoke() {
    return revoke(World.OPERATOR, draft -> {});
  }

  /** The grantor's withdrawal, handed in by a participant, with one thing of its proof changed. */
  public Revoke revoke(String caller, Consumer<ProofDraft> change) {
    return revoke(caller, world.now(), change);
  }

  /** The grantor's withdrawal, signed at a time. */
  public Revoke revoke(String caller, Instant at, Consumer<ProofDraft> change) {
    WithdrawalStatement withdrawal =
        new WithdrawalStatement(WithdrawalStatement.TYPE, consent(), made.statement().digest(), at);
    ProofDraft draft = new ProofDraft(world, made.openings().grantor().value());
    change.accept(draft);
    GrantorProof proof = draft.make(withdrawal.canonicalBytes());
    Salt salt = world.salt();
    return new Revoke(
        new Revoke.Open(
            consent(),
            proof.hidden(salt),
            GrantorProof.spent(draft.nonce(withdrawal.digest()), draft.random)),
        new Revoke.Hidden(
            world.participants().proven(caller),
            made.statement(),
            made.openings().grantor(),
            List.of(new Withdrawal(withdrawal, proof, world.providers().proven(World.PROVIDER))),
            salt));
  }

  /** The regulator's withdrawal for a person it has checked; called as this participant. */
  public Revoke revokeWithoutProof(String caller) {
    Salt salt = world.salt();
    return new Revoke(
        new Revoke.Open(
            consent(),
            new Opening<>(salt, GrantorProof.NAME, caller).digest(),
            Digest.of(world.id().getBytes(StandardCharsets.UTF_8))),
        new Revoke.Hidden(
            world.participants().proven(caller),
            made.statement(),
            made.openings().grantor(),
            List.of(),
            salt));
  }

  public EvidenceRequest.OfConsent evidenceOfConsent(String forWhom) {
    return new EvidenceRequest.OfConsent(
        new EvidenceQuery(consent(), forWhom, world.id()), cover());
  }

  public EvidenceRequest.OfRelease evidenceOfRelease(ReleaseBody release, String forWhom) {
    return new EvidenceRequest.OfRelease(
        new EvidenceQuery(release.release(), forWhom, world.id()),
        new EvidenceRequest.OfRelease.Hidden(release, cover()));
  }

  public EvidenceRequest.OfDelivery evidenceOfDelivery(RecordDelivery delivery, String forWhom) {
    return new EvidenceRequest.OfDelivery(
        new EvidenceQuery(delivery.open().delivery(), forWhom, world.id()), cover());
  }
}
