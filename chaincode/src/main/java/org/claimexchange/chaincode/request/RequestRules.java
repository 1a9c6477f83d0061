package org.claimexchange.chaincode.request;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ApprovalCheck;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;

/** Recording what an insurer asks, inside its approval, and that the grantor said no. */
public final class RequestRules {
  private final CallerCheck callers = new CallerCheck();
  private final ApprovalCheck approvals = new ApprovalCheck();

  /** Records a request. */
  public RequestState record(Call call, RecordRequest transaction) {
    RecordRequest.Open open = transaction.open();
    RecordRequest.Hidden hidden = transaction.hidden();
    RequestBody body = hidden.body();
    callers.operator(call, hidden.caller());
    Ids.check(open.request());
    unless(
        body.request().equals(open.request()) && body.digest().matches(open.body()),
        Code.DIGEST_MISMATCH,
        "the body must be the one whose digest the request names");
    Optional<RequestState> present = call.states().request(open.request());
    if (present.isPresent()) {
      unless(
          present.get().body().matches(open.body()),
          Code.ID_TAKEN,
          "a request with this id and another body stands on the ledger");
      return present.get();
    }
    PartsCheck.check(body.parts());
    StandingCheck.check(body.standing());
    unless(
        RecipientCheck.insurer(body.recipients()).equals(body.insurer()),
        Code.WRONG_RECIPIENT,
        "the insurer that asks must be the insurer that receives");
    Participant insurer =
        call.registers().active(hidden.insurer(), Role.INSURER, Code.WRONG_RECIPIENT);
    unless(
        insurer.id().equals(body.insurer()),
        Code.WRONG_RECIPIENT,
        "the entry must be of the insurer that asks");
    approvals.check(call, hidden.approval(), body.insurer(), body.purpose(), body.parts());
    RequestState made =
        new RequestState(open.request(), open.body(), RequestStatus.RECORDED, call.time());
    call.states().put(made);
    return made;
  }

  /** Records that the grantor said no. */
  public RequestState refuse(Call call, Refuse transaction) {
    callers.operator(call, transaction.hidden().caller());
    String id = transaction.open().request();
    Ids.check(id);
    RequestState present = find(call, id);
    return switch (present.status()) {
      case REFUSED -> present;
      case GRANTED ->
          throw new RefusedException(
              Code.REQUEST_CLOSED, "the request must be unanswered, found a consent");
      case RECORDED -> {
        RequestState made =
            new RequestState(id, present.body(), RequestStatus.REFUSED, call.time());
        call.states().put(made);
        yield made;
      }
    };
  }

  /** A request that must stand on the ledger. */
  private static RequestState find(Call call, String id) {
    return call.states().request(id).orElseThrow(RequestRules::notFound);
  }

  /** That a request must stand on the ledger and does not. */
  public static RefusedException notFound() {
    return new RefusedException(Code.NOT_FOUND, "no request with this id on the ledger");
  }
}
