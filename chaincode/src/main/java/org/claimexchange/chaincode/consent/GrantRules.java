package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.request.RequestRules;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Recording a consent. */
public final class GrantRules {
  private final CallerCheck callers = new CallerCheck();
  private final GrantChecks checks = new GrantChecks();

  /** Records a consent that its grantor has signed. */
  public ConsentState grant(Call call, Grant grant) {
    Grant.Open open = grant.open();
    callers.operator(call, grant.hidden().caller());
    Ids.check(open.consent());
    Ids.check(open.request());
    // All of it in any case: what is read is the same whether it is the first time or repeated.
    Optional<ConsentState> present = call.states().consent(open.consent());
    Optional<RequestState> asked = call.states().request(open.request());
    Optional<String> spentFor = call.states().spentFor(open.nonce());
    if (present.isPresent()) {
      unless(
          isSame(present.get(), open) && spentFor.filter(open.consent()::equals).isPresent(),
          Code.ID_TAKEN,
          "a consent with this id and another content stands on the ledger");
      return present.get();
    }
    RequestState request = asked.orElseThrow(RequestRules::notFound);
    checks.check(call, grant, request, spentFor);
    ConsentState made =
        new ConsentState(
            open.consent(),
            open.request(),
            open.statement(),
            open.proof(),
            ConsentStatus.ACTIVE,
            0,
            call.time());
    call.states().put(made);
    call.states()
        .put(
            new RequestState(
                request.request(), request.body(), RequestStatus.GRANTED, call.time()));
    call.states().spend(open.nonce(), open.consent());
    return made;
  }

  private static boolean isSame(ConsentState present, Grant.Open open) {
    return present.request().equals(open.request())
        && present.statement().matches(open.statement())
        && present.proof().matches(open.proof());
  }
}
