package org.claimexchange.chaincode.register;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Collection;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Whether the regulator lets this insurer ask for these records for this purpose, now. */
public final class ApprovalCheck {
  /** Refuses unless the approval covers all of it. */
  public void check(
      Call call, Proven<Approval> shown, String insurer, Purpose purpose, Collection<Part> parts) {
    Approval approval = call.registers().proven(RegisterName.APPROVALS, shown);
    unless(
        approval.liveAt(call.time()),
        Code.NO_APPROVAL,
        "the approval must be active and in its period");
    unless(
        approval.insurer().equals(insurer),
        Code.NO_APPROVAL,
        "the approval must be the asking insurer's");
    unless(
        approval.purposes().contains(purpose),
        Code.NO_APPROVAL,
        "the approval must name the purpose");
    unless(
        parts.stream().allMatch(part -> approval.categories().containsAll(part.categories())),
        Code.NO_APPROVAL,
        "the approval must name every category asked for");
  }
}
