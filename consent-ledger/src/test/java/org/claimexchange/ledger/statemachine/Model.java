package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;

/**
 * The rules of the ledger, told once more in the plainest way, in the order in which they are
 * judged. Reads what stands on the shelf and changes nothing.
 */
final class Model {
  private final Shelf shelf;
  private final Registers registers;
  private final Scope scope;
  private final Signing signing;
  private final Objections objections;

  Model(Shelf shelf, Registers registers) {
    this.shelf = shelf;
    this.registers = registers;
    this.scope = new Scope(registers, shelf);
    this.signing = new Signing(registers, shelf);
    this.objections = new Objections(registers, shelf, signing);
  }

  /** What must come of a transaction with this timestamp. */
  Verdict judge(Submission submission, Instant time) {
    try {
      return switch (submission.transaction()) {
        case RecordRequest t -> request(submission, t, time);
        case Refuse t -> refuse(submission, t, time);
        case Grant t -> grant(submission, t, time);
        case Revoke t -> revoke(submission, t, time);
        case OpenRelease t -> release(submission, t, time);
        case RecordDelivery t -> delivery(submission, t, time);
        case RecordReceipt t -> receipt(submission, t, time);
        case RecordErasure t -> erasure(submission, t, time);
        case FileObjection t -> objections.file(submission, t, time);
        case ResolveObjection t -> objections.resolve(submission, t, time);
        default -> throw new AssertionError(submission.transaction().function());
      };
    } catch (Broken rule) {
      return new Verdict.Refused(rule.code());
    }
  }

  private Verdict request(Submission submission, RecordRequest t, Instant time) {
    RequestBody body = t.hidden().body();
    String id = t.open().request();
    operator(submission, t.hidden().caller(), time);
    wellFormed(id);
    unless(
        body.request().equals(id) && body.digest().equals(t.open().body()), Code.DIGEST_MISMATCH);
    RequestState present = shelf.requests.get(id);
    if (present != null) {
      return same(present.body().equals(t.open().body()), present);
    }
    scope.partsMakeSense(body.parts());
    body.standing().forEach(one -> unless(one.noticeOfEachUse(), Code.MALFORMED));
    unless(scope.insurerAmong(body.recipients()).equals(body.insurer()), Code.WRONG_RECIPIENT);
    registers.active(submission.seen(), t.hidden().insurer(), Role.INSURER, Code.WRONG_RECIPIENT);
    unless(t.hidden().insurer().entry().id().equals(body.insurer()), Code.WRONG_RECIPIENT);
    scope.approved(
        submission.seen(),
        t.hidden().approval(),
        body.insurer(),
        body.purpose(),
        body.parts(),
        time);
    return wrote(new RequestState(id, t.open().body(), RequestStatus.RECORDED, time));
  }

  private Verdict refuse(Submission submission, Refuse t, Instant time) {
    operator(submission, t.hidden().caller(), time);
    wellFormed(t.open().request());
    RequestState present = shelf.requests.get(t.open().request());
    unless(present != null, Code.NOT_FOUND);
    unless(present.status() != RequestStatus.GRANTED, Code.REQUEST_CLOSED);
    if (present.status() == RequestStatus.REFUSED) {
      return unchanged(present);
    }
    return wrote(new RequestState(present.request(), present.body(), RequestStatus.REFUSED, time));
  }

  private Verdict grant(Submission submission, Grant t, Instant time) {
    Grant.Open open = t.open();
    operator(submission, t.hidden().caller(), time);
    wellFormed(open.consent());
    wellFormed(open.request());
    ConsentState present = shelf.consents.get(open.consent());
    if (present != null) {
      return same(
          present.request().equals(open.request())
              && present.statement().equals(open.statement())
              && present.proof().equals(open.proof())
              && open.consent().equals(shelf.nonces.get(open.nonce())),
          present);
    }
    RequestState request = shelf.requests.get(open.request());
    unless(request != null, Code.NOT_FOUND);
    signing.isWhatStands(t);
    unless(t.hidden().request().equals(shelf.asked.get(open.request())), Code.DIGEST_MISMATCH);
    unless(request.status() == RequestStatus.RECORDED, Code.REQUEST_CLOSED);
    scope.grantIsWithinRequest(submission.seen(), t, time);
    signing.byTheRightPerson(submission, t, time);
    return wrote(
        new ConsentState(
            open.consent(),
            open.request(),
            open.statement(),
            open.proof(),
            ConsentStatus.ACTIVE,
            0,
            time),
        new RequestState(request.request(), request.body(), RequestStatus.GRANTED, time));
  }

  private Verdict revoke(Submission submission, Revoke t, Instant time) {
    boolean byRegulator = t.hidden().withdrawal().isEmpty();
    registers.caller(
        submission,
        t.hidden().caller(),
        byRegulator ? Set.of(Role.REGULATOR) : Set.of(Role.values()),
        time);
    wellFormed(t.open().consent());
    ConsentState present = shelf.consents.get(t.open().consent());
    String spentFor = shelf.nonces.get(t.open().nonce());
    if (present != null && present.status() == ConsentStatus.REVOKED) {
      unless(t.open().consent().equals(spentFor), Code.CONSENT_REVOKED);
      return unchanged(present);
    }
    unless(spentFor == null, Code.NONCE_SPENT);
    if (present == null) {
      return revokeBeforeItStands(submission, t, time);
    }
    signing.withdraws(submission, t, present.statement());
    return wrote(
        new ConsentState(
            present.consent(),
            present.request(),
            present.statement(),
            present.proof(),
            ConsentStatus.REVOKED,
            present.releases(),
            time));
  }

  /** A person, and nobody for a person, may withdraw what was signed and never handed in. */
  private Verdict revokeBeforeItStands(Submission submission, Revoke t, Instant time) {
    ConsentStatement statement = t.hidden().statement();
    unless(
        !t.hidden().withdrawal().isEmpty() && statement.consent().equals(t.open().consent()),
        Code.NOT_FOUND);
    wellFormed(statement.request());
    signing.withdraws(submission, t, statement.digest());
    return wrote(
        new ConsentState(
            statement.consent(),
            statement.request(),
            statement.digest(),
            t.open().proof(),
            ConsentStatus.REVOKED,
            0,
            time));
  }

  private Verdict release(Submission submission, OpenRelease t, Instant time) {
    OpenRelease.Open open = t.open();
    ReleaseBody body = t.hidden().body();
    operator(submission, t.hidden().caller(), time);
    wellFormed(open.release());
    wellFormed(open.consent());
    ReleaseState present = shelf.releases.get(open.release());
    if (present != null) {
      return same(
          present.consent().equals(open.consent()) && present.body().equals(open.body()), present);
    }
    unless(
        body.release().equals(open.release())
            && body.consent().equals(open.consent())
            && body.digest().equals(open.body()),
        Code.DIGEST_MISMATCH);
    ConsentState consent = shelf.consents.get(open.consent());
    unless(consent != null, Code.NOT_FOUND);
    scope.covered(submission.seen(), consent, t.hidden().cover(), body.parts(), time);
    var terms = t.hidden().cover().openings().terms().value();
    unless(consent.releases() < terms.uses(), Code.CONSENT_USED_UP);
    unless(body.notices().size() == terms.standing().size(), Code.NOTICE_MISSING);
    unless(
        time.isBefore(body.deadline())
            && !body.deadline().isAfter(terms.notAfter())
            && !body.deadline().isAfter(time.plusSeconds(31L * 24 * 3600)),
        Code.DEADLINE_PASSED);
    return wrote(
        new ReleaseState(open.release(), open.consent(), open.body(), 0, time),
        new ConsentState(
            consent.consent(),
            consent.request(),
            consent.statement(),
            consent.proof(),
            consent.status(),
            consent.releases() + 1,
            time));
  }

  private Verdict delivery(Submission submission, RecordDelivery t, Instant time) {
    RecordDelivery.Open open = t.open();
    var body = t.hidden().body();
    operator(submission, t.hidden().caller(), time);
    wellFormed(open.delivery());
    wellFormed(open.release());
    DeliveryState present = shelf.deliveries.get(open.delivery());
    if (present != null) {
      return same(
          present.release().equals(open.release())
              && present.sealed().equals(open.sealed())
              && present.body().equals(open.body()),
          present);
    }
    unless(
        body.delivery().equals(open.delivery())
            && body.release().equals(open.release())
            && body.digest().equals(open.body()),
        Code.DIGEST_MISMATCH);
    ReleaseState release = shelf.releases.get(open.release());
    unless(release != null, Code.NOT_FOUND);
    scope.isOpen(release, t.hidden().release(), time);
    unless(
        !body.parts().isEmpty() && t.hidden().release().parts().containsAll(body.parts()),
        Code.PART_NOT_GRANTED);
    unless(release.deliveries() < 50, Code.CONSENT_USED_UP);
    ConsentState consent = shelf.consents.get(release.consent());
    scope.covered(submission.seen(), consent, t.hidden().cover(), body.parts(), time);
    for (String old : body.supersedes()) {
      wellFormed(old);
      DeliveryState superseded = shelf.deliveries.get(old);
      unless(superseded != null && superseded.consent().equals(consent.consent()), Code.NOT_FOUND);
      unless(superseded.supersededBy().isEmpty(), Code.DELIVERY_SUPERSEDED);
    }
    List<Object> writes = new ArrayList<>();
    writes.add(
        new DeliveryState(
            open.delivery(),
            open.release(),
            release.consent(),
            open.sealed(),
            open.body(),
            DeliveryStatus.RECORDED,
            List.of(),
            time));
    writes.add(
        new ReleaseState(
            release.release(), release.consent(), release.body(), release.deliveries() + 1, time));
    for (String old : body.supersedes()) {
      writes.add(
          Edit.of(
              shelf.deliveries.get(old),
              DeliveryState.class,
              tree -> {
                tree.withArray("supersededBy").add(open.delivery());
                tree.put("changedAt", time.toString());
              }));
    }
    return new Verdict.Accepted(writes.getFirst(), writes);
  }

  private Verdict receipt(Submission submission, RecordReceipt t, Instant time) {
    operator(submission, t.hidden().caller(), time);
    wellFormed(t.open().delivery());
    DeliveryState delivery = shelf.deliveries.get(t.open().delivery());
    unless(delivery != null, Code.NOT_FOUND);
    if (t.open().receipt().equals(shelf.receipts.get(t.open().delivery()))) {
      return unchanged(delivery);
    }
    unless(delivery.status() != DeliveryStatus.RECEIVED, Code.ID_TAKEN);
    unless(delivery.status() != DeliveryStatus.ERASED, Code.DELIVERY_ERASED);
    ConsentStatement statement = shelf.signed.get(delivery.consent());
    unless(
        t.hidden().statement().equals(statement)
            && t.hidden().recipients().digest().equals(statement.recipients()),
        Code.DIGEST_MISMATCH);
    Set<String> recipients = new HashSet<>();
    t.hidden().recipients().value().forEach(one -> recipients.add(one.participant()));
    unless(recipients.contains(t.hidden().insurer().entry().id()), Code.WRONG_RECIPIENT);
    registers.active(submission.seen(), t.hidden().insurer(), Role.INSURER, Code.WRONG_RECIPIENT);
    unless(isAbout(t.hidden().receipt()).sealed().equals(delivery.sealed()), Code.RECEIPT_INVALID);
    unless(submission.flaw() == Flaw.NONE, submission.flaw().code());
    return wrote(with(delivery, DeliveryStatus.RECEIVED, time));
  }

  /** What a receipt says, whoever signed it. */
  private static ReceiptBody isAbout(String receipt) {
    return CanonicalJson.read(
        Base64.getUrlDecoder().decode(receipt.split("\\.")[1]), ReceiptBody.class);
  }

  private Verdict erasure(Submission submission, RecordErasure t, Instant time) {
    operator(submission, t.hidden().caller(), time);
    wellFormed(t.open().delivery());
    DeliveryState delivery = shelf.deliveries.get(t.open().delivery());
    unless(delivery != null, Code.NOT_FOUND);
    return delivery.status() == DeliveryStatus.ERASED
        ? unchanged(delivery)
        : wrote(with(delivery, DeliveryStatus.ERASED, time));
  }

  private void operator(Submission submission, Proven<Participant> caller, Instant time) {
    registers.caller(submission, caller, Set.of(Role.OPERATOR), time);
  }

  private static DeliveryState with(DeliveryState state, DeliveryStatus status, Instant time) {
    return Edit.of(
        state,
        DeliveryState.class,
        tree -> tree.put("status", Edit.text(status)).put("changedAt", time.toString()));
  }

  static void wellFormed(String id) {
    unless(id.matches("[A-Za-z0-9_-]{22}"), Code.MALFORMED);
  }

  private static Verdict same(boolean same, Object present) {
    unless(same, Code.ID_TAKEN);
    return unchanged(present);
  }

  private static Verdict unchanged(Object present) {
    return new Verdict.Accepted(present, List.of());
  }

  private static Verdict wrote(Object... states) {
    return new Verdict.Accepted(states[0], List.of(states));
  }
}
