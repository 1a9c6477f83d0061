package org.claimexchange.chaincode.register;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegistersState;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * The registers as they stand on the ledger, read once a transaction: so a change of a register and
 * a transaction that rests on it never both count in one block.
 */
public final class Registers {
  private final States states;
  private final ProvenRoots roots;
  private Optional<RegistersState> read = Optional.empty();

  /**
   * @param states what stands on the ledger
   * @param roots of entries that were shown before
   */
  public Registers(States states, ProvenRoots roots) {
    this.states = states;
    this.roots = roots;
  }

  /**
   * A register as it stands.
   *
   * @throws RefusedException if the contract is not initialized
   */
  public RegisterState state(RegisterName name) {
    return all().of(name);
  }

  /**
   * All registers as they stand.
   *
   * @throws RefusedException if the contract is not initialized
   */
  RegistersState all() {
    if (read.isEmpty()) {
      read = states.registers();
    }
    return read.orElseThrow(() ->
        new RefusedException(Code.NOT_INITIALIZED, "the registers must be initialized first"));
  }

  /** Whether the entry stands in the register as it is now. */
  public boolean holds(RegisterName name, Proven<?> proven) {
    return proven.entry().register() == name && roots.of(proven).matches(state(name).root());
  }

  /**
   * An entry that must stand in its register as it is now.
   *
   * @throws RefusedException if it does not
   */
  public <T extends RegisterEntry> T proven(RegisterName name, Proven<T> proven) {
    unless(
        holds(name, proven),
        Code.NOT_IN_REGISTER,
        "the entry must stand in the register of " + name + " as it is now");
    return proven.entry();
  }

  /**
   * The participant with an id, which must be among those shown, registered and active.
   *
   * @param mismatch the code for one of another role
   */
  public Participant participant(
      List<Proven<Participant>> shown, String id, Role role, Code mismatch) {
    Proven<Participant> found =
        shown.stream()
            .filter(proven -> proven.entry().id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new RefusedException(
                    Code.NOT_IN_REGISTER,
                    "the entries of all recipients and sources must be shown, found one missing"));
    return active(found, role, mismatch);
  }

  /** A participant, which must be registered, active and of the given role. */
  public Participant active(Proven<Participant> shown, Role role, Code mismatch) {
    Participant participant = proven(RegisterName.PARTICIPANTS, shown);
    unless(participant.role() == role, mismatch, "expected a participant of role " + role);
    unless(
        participant.status() == EntryStatus.ACTIVE,
        Code.PARTICIPANT_NOT_ACTIVE,
        "a participant of role " + role + " must be active, found " + participant.status());
    return participant;
  }
}
