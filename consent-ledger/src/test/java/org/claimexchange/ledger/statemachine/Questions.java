package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What evidence may be had of. */
final class Questions {
  private final Shelf shelf;
  private final Registers registers;
  private final Scope scope;

  Questions(Shelf shelf, Registers registers) {
    this.shelf = shelf;
    this.registers = registers;
    this.scope = new Scope(registers, shelf);
  }

  /** What must come of asking at this time; accepted with the result as its answer. */
  Verdict judge(EvidenceRequest request, Map<RegisterName, Long> seen, Instant time) {
    try {
      Object result =
          switch (request) {
            case EvidenceRequest.OfConsent one -> consent(one, seen, time);
            case EvidenceRequest.OfRelease one -> release(one, seen, time);
            case EvidenceRequest.OfDelivery one -> delivery(one, seen, time);
          };
      return new Verdict.Accepted(result, List.of());
    } catch (Broken rule) {
      return new Verdict.Refused(rule.code());
    }
  }

  private Object consent(
      EvidenceRequest.OfConsent request, Map<RegisterName, Long> seen, Instant time) {
    Cover cover = request.hidden();
    ConsentState consent = shelf.consents.get(request.query().object());
    unless(consent != null, Code.NOT_FOUND);
    scope.covered(seen, consent, cover, cover.statement().parts(), time);
    unless(
        cover.participants().stream()
            .anyMatch(shown ->
                shown.entry().id().equals(request.query().forWhom())
                    && shown.entry().status() == EntryStatus.ACTIVE
                    && registers.stands(seen, shown)),
        Code.NOT_IN_REGISTER);
    return new ConsentEvidence(consent, cover.openings().terms().value().notAfter());
  }

  private Object release(
      EvidenceRequest.OfRelease request, Map<RegisterName, Long> seen, Instant time) {
    var body = request.hidden().release();
    Cover cover = request.hidden().cover();
    ReleaseState release = shelf.releases.get(request.query().object());
    unless(release != null, Code.NOT_FOUND);
    scope.isOpen(release, body, time);
    List<Digest> own =
        cover.openings().parts().stream()
            .filter(part -> source(part).equals(request.query().forWhom()))
            .map(Opening::digest)
            .filter(body.parts()::contains)
            .toList();
    unless(!own.isEmpty(), Code.PART_NOT_GRANTED);
    ConsentState consent = shelf.consents.get(release.consent());
    scope.covered(seen, consent, cover, own, time);
    return new ReleaseEvidence(
        release, consent.statement(), cover.statement().subject(), own.getFirst(), body.deadline());
  }

  private Object delivery(
      EvidenceRequest.OfDelivery request, Map<RegisterName, Long> seen, Instant time) {
    DeliveryState delivery = shelf.deliveries.get(request.query().object());
    unless(delivery != null, Code.NOT_FOUND);
    unless(delivery.status() != DeliveryStatus.ERASED, Code.DELIVERY_ERASED);
    unless(delivery.supersededBy().isEmpty(), Code.DELIVERY_SUPERSEDED);
    ConsentState consent = shelf.consents.get(delivery.consent());
    Cover cover = request.hidden();
    scope.coveredWherever(seen, consent, cover, cover.statement().parts(), time);
    unless(
        cover.openings().recipients().value().stream()
            .anyMatch(one -> one.participant().equals(request.query().forWhom())),
        Code.WRONG_RECIPIENT);
    return new DeliveryEvidence(delivery, consent.statement());
  }

  private static String source(Opening<Part> part) {
    return part.value().source();
  }
}
