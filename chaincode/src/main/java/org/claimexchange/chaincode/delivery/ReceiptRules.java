package org.claimexchange.chaincode.delivery;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;

/** What becomes of a recorded delivery: the insurer signs for it, its key is destroyed. */
public final class ReceiptRules {
  private final CallerCheck callers = new CallerCheck();
  private final ReceiptCheck receipts = new ReceiptCheck();

  /** Records an insurer's receipt; it counts whether or not the consent was withdrawn since. */
  public DeliveryState receipt(Call call, RecordReceipt transaction) {
    RecordReceipt.Open open = transaction.open();
    RecordReceipt.Hidden hidden = transaction.hidden();
    callers.operator(call, hidden.caller());
    Ids.check(open.delivery());
    DeliveryState delivery = DeliveryRules.find(call, open.delivery());
    if (call.states().receipt(open.delivery()).filter(open.receipt()::matches).isPresent()) {
      return delivery;
    }
    switch (delivery.status()) {
      case RECORDED -> {}
      case RECEIVED ->
          throw new RefusedException(
              Code.ID_TAKEN, "another receipt for this delivery stands on the ledger");
      case ERASED ->
          throw new RefusedException(
              Code.DELIVERY_ERASED, "the delivery must not be erased before its receipt");
    }
    isWhatStands(hidden, open);
    isFromARecipient(call, hidden, delivery);
    Participant insurer =
        call.registers().active(hidden.insurer(), Role.INSURER, Code.WRONG_RECIPIENT);
    receipts.check(call, hidden.receipt(), insurer, delivery);
    DeliveryState made = with(delivery, DeliveryStatus.RECEIVED, call);
    call.states().put(made);
    call.states().putReceipt(open.delivery(), open.receipt());
    return made;
  }

  /** Records that a package's key is destroyed. */
  public DeliveryState erasure(Call call, RecordErasure transaction) {
    callers.operator(call, transaction.hidden().caller());
    Ids.check(transaction.open().delivery());
    DeliveryState delivery = DeliveryRules.find(call, transaction.open().delivery());
    return switch (delivery.status()) {
      case ERASED -> delivery;
      case RECORDED, RECEIVED -> {
        DeliveryState made = with(delivery, DeliveryStatus.ERASED, call);
        call.states().put(made);
        yield made;
      }
    };
  }

  private static void isWhatStands(RecordReceipt.Hidden hidden, RecordReceipt.Open open) {
    Opening<String> receipt = new Opening<>(hidden.salt(), ReceiptBody.NAME, hidden.receipt());
    unless(
        receipt.digest().matches(open.receipt()),
        Code.DIGEST_MISMATCH,
        "the receipt must be the one whose digest is named");
  }

  private static void isFromARecipient(
      Call call, RecordReceipt.Hidden hidden, DeliveryState delivery) {
    ConsentState consent = RevokeRules.find(call, delivery.consent());
    unless(
        hidden.statement().digest().matches(consent.statement())
            && hidden
                .recipients()
                .opens(ConsentOpenings.RECIPIENTS, hidden.statement().recipients()),
        Code.DIGEST_MISMATCH,
        "the statement and its recipients must be the consent's");
    unless(
        hidden.recipients().value().stream()
            .anyMatch(one -> one.participant().equals(hidden.insurer().entry().id())),
        Code.WRONG_RECIPIENT,
        "the receipt must be signed by a recipient of the consent");
  }

  private static DeliveryState with(DeliveryState delivery, DeliveryStatus status, Call call) {
    return new DeliveryState(
        delivery.delivery(),
        delivery.release(),
        delivery.consent(),
        delivery.sealed(),
        delivery.body(),
        status,
        delivery.supersededBy(),
        call.time());
  }
}
