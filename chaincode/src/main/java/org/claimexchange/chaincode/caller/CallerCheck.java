package org.claimexchange.chaincode.caller;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Set;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Whether the caller is who it says, by the participants' register, and may do what it asks. */
public final class CallerCheck {
  private static final Set<Role> ANY = Set.of(Role.values());

  /** The caller must be the operator. */
  public void operator(Call call, Proven<Participant> caller) {
    check(call, caller, Set.of(Role.OPERATOR));
  }

  /** The caller must be the regulator. */
  public void regulator(Call call, Proven<Participant> caller) {
    check(call, caller, Set.of(Role.REGULATOR));
  }

  /** The caller must be registered, as whatever. */
  public void anyone(Call call, Proven<Participant> caller) {
    check(call, caller, ANY);
  }

  /** The caller must be the operator, or the regulator where the operator does not. */
  public void operatorOrRegulator(Call call, Proven<Participant> caller) {
    check(call, caller, Set.of(Role.OPERATOR, Role.REGULATOR));
  }

  private void check(Call call, Proven<Participant> caller, Set<Role> roles) {
    unless(
        call.registers().holds(RegisterName.PARTICIPANTS, caller),
        Code.CALLER_NOT_REGISTERED,
        "the caller's entry must stand in the participants' register as it is now");
    Participant participant = caller.entry();
    unless(
        participant.mspId().equals(call.creator().mspId()) && isCreator(call, participant),
        Code.CALLER_NOT_REGISTERED,
        "the proposal must be signed with a live ledger certificate of the caller's entry");
    unless(
        participant.status() == EntryStatus.ACTIVE,
        Code.PARTICIPANT_NOT_ACTIVE,
        "the caller's entry must be active, found " + participant.status());
    unless(
        roles.contains(participant.role()),
        Code.CALLER_NOT_ALLOWED,
        "this may be called by " + roles + ", found " + participant.role());
  }

  /** Whether the proposal is signed with a live ledger certificate of this participant. */
  public boolean isCreator(Call call, Participant participant) {
    return participant.certificates().stream()
        .anyMatch(certificate ->
            certificate.use() == CertificateUse.LEDGER
                && certificate.liveAt(call.time())
                && certificate.fingerprint().matches(call.creator().fingerprint()));
  }
}
