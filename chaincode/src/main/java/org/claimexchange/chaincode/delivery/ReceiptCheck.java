package org.claimexchange.chaincode.delivery;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.identity.ParticipantWord;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Whether a receipt is the insurer's word for this delivery. */
final class ReceiptCheck {
  private final ParticipantWord words = new ParticipantWord();

  void check(Call call, String receipt, Participant insurer, DeliveryState delivery) {
    ReceiptBody body = words.read(call, receipt, insurer, ReceiptBody.class, Code.RECEIPT_INVALID);
    unless(
        body.delivery().equals(delivery.delivery()) && body.sealed().matches(delivery.sealed()),
        Code.RECEIPT_INVALID,
        "the receipt must be for this delivery and this package");
    unless(
        !body.receivedAt().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.RECEIPT_INVALID,
        "the receipt must not be of the future");
  }
}
