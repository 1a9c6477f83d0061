package org.claimexchange.chaincode.evidence;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import java.util.regex.Pattern;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.delivery.DeliveryRules;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.release.CoverCheck;
import org.claimexchange.chaincode.release.ReleaseRules;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Answers that the peers sign and nobody submits. They write nothing, and judge everything at their
 * own time: what is no longer so is refused, not told.
 */
public final class EvidenceRules {
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{0,64}");
  private static final int LONGEST_ID = 100;

  private final CoverCheck covers = new CoverCheck();

  /** That a consent is in force. */
  public EvidenceAnswer ofConsent(Call call, EvidenceRequest.OfConsent request) {
    EvidenceQuery query = wellFormed(request.query());
    Cover cover = request.hidden();
    ConsentState consent = RevokeRules.find(call, query.object());
    covers.check(call, consent, cover);
    isRegistered(call, cover, query);
    return answer(
        call, request, new ConsentEvidence(consent, cover.openings().terms().value().notAfter()));
  }

  /** That a release is open for the part of the source that the evidence is for. */
  public EvidenceAnswer ofRelease(Call call, EvidenceRequest.OfRelease request) {
    EvidenceQuery query = wellFormed(request.query());
    ReleaseBody body = request.hidden().release();
    Cover cover = request.hidden().cover();
    ReleaseState release = ReleaseRules.find(call, query.object());
    ReleaseRules.isOpen(call, release, body);
    ConsentState consent = RevokeRules.find(call, release.consent());
    Digest part = partOf(query.forWhom(), body, cover);
    covers.check(call, consent, cover, List.of(part));
    return answer(
        call,
        request,
        new ReleaseEvidence(
            release, consent.statement(), cover.statement().subject(), part, body.deadline()));
  }

  /** That a delivery is recorded, neither erased nor superseded, and its consent in force. */
  public EvidenceAnswer ofDelivery(Call call, EvidenceRequest.OfDelivery request) {
    EvidenceQuery query = wellFormed(request.query());
    Cover cover = request.hidden();
    DeliveryState delivery = DeliveryRules.find(call, query.object());
    unless(
        delivery.status() != DeliveryStatus.ERASED,
        Code.DELIVERY_ERASED,
        "the delivery must not be erased");
    unless(
        delivery.supersededBy().isEmpty(),
        Code.DELIVERY_SUPERSEDED,
        "the delivery must not be superseded by a later one");
    ConsentState consent = RevokeRules.find(call, delivery.consent());
    covers.checkDelivered(call, consent, cover);
    unless(
        cover.openings().recipients().value().stream()
            .anyMatch(one -> one.participant().equals(query.forWhom())),
        Code.WRONG_RECIPIENT,
        "evidence of a delivery is for a recipient of its consent");
    return answer(call, request, new DeliveryEvidence(delivery, consent.statement()));
  }

  private static EvidenceQuery wellFormed(EvidenceQuery query) {
    Ids.check(query.object());
    unless(
        NONCE.matcher(query.nonce()).matches(),
        Code.MALFORMED,
        "a nonce is at most 64 characters of base64url, found " + query.nonce().length());
    unless(
        !query.forWhom().isBlank() && query.forWhom().length() <= LONGEST_ID,
        Code.MALFORMED,
        "evidence names whom it is for");
    return query;
  }

  private static void isRegistered(Call call, Cover cover, EvidenceQuery query) {
    unless(
        cover.participants().stream()
            .filter(shown -> shown.entry().id().equals(query.forWhom()))
            .filter(shown -> shown.entry().status() == EntryStatus.ACTIVE)
            .anyMatch(shown -> call.registers().holds(RegisterName.PARTICIPANTS, shown)),
        Code.NOT_IN_REGISTER,
        "evidence of a consent is for an active participant whose entry is shown");
  }

  private static Digest partOf(String source, ReleaseBody body, Cover cover) {
    for (Opening<Part> part : cover.openings().parts()) {
      Digest digest = part.digest();
      if (part.value().source().equals(source) && body.parts().contains(digest)) {
        return digest;
      }
    }
    throw new RefusedException(
        Code.PART_NOT_GRANTED, "the release must hold a part of the source it is asked for");
  }

  private static EvidenceAnswer answer(Call call, EvidenceRequest request, Object result) {
    return new EvidenceAnswer(
        EvidenceAnswer.TAG,
        request.function(),
        request.query(),
        call.time(),
        CanonicalJson.tree(result));
  }
}
