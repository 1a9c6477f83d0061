package org.claimexchange.chaincode.register;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Arrays;
import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegistersState;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Setting up the registers and changing one entry of one of them. */
public final class RegisterRules {
  private final CallerCheck callers = new CallerCheck();
  private final EntryCheck entries = new EntryCheck();
  private final EvolutionCheck evolution = new EvolutionCheck();
  private final AttestationCheck attestations = new AttestationCheck();

  /** Makes the five registers, the first with the regulator's own entry at place 0. */
  public RegisterState initialize(Call call, Initialize transaction) {
    Participant regulator = transaction.hidden().regulator();
    entries.check(regulator);
    unless(
        regulator.role() == Role.REGULATOR
            && regulator.status() == EntryStatus.ACTIVE
            && regulator.mspId().equals(call.creator().mspId())
            && callers.isCreator(call, regulator),
        Code.CALLER_NOT_ALLOWED,
        "the registers are set up by the regulator that becomes their first entry");
    MerkleTree tree = new MerkleTree();
    tree.set(0, regulator.leaf());
    RegisterState made = new RegisterState(RegisterName.PARTICIPANTS, tree.root(), 1, call.time());

    Optional<RegisterState> present =
        call.states().registers().map(all -> all.of(RegisterName.PARTICIPANTS));
    if (present.isPresent()) {
      unless(
          present.get().version() == 1 && present.get().root().matches(made.root()),
          Code.ALREADY_INITIALIZED,
          "the registers are set up once, found version " + present.get().version());
      return present.get();
    }
    call.states().put(empty(call).with(made));
    return made;
  }

  private static RegistersState empty(Call call) {
    return new RegistersState(
        Arrays.stream(RegisterName.values())
            .map(name -> new RegisterState(name, MerkleTree.emptyRoot(), 0, call.time()))
            .toList());
  }

  /** Puts one entry at one place; the root before and after shows that nothing else changed. */
  public RegisterState change(Call call, ChangeRegister transaction) {
    ChangeRegister.Open open = transaction.open();
    ChangeRegister.Hidden hidden = transaction.hidden();
    callers.regulator(call, hidden.caller());
    RegisterState present = call.registers().state(open.register());
    if (present.version() == open.version() && present.root().matches(open.root())) {
      return present;
    }
    unless(
        open.version() == present.version() + 1,
        Code.REGISTER_CHANGED,
        "the change must make version "
            + (present.version() + 1)
            + " of the register, found "
            + open.version());
    Optional<RegisterEntry> previous = previous(open.register(), hidden.previous());
    Digest leaf = previous.map(RegisterEntry::leaf).orElseGet(MerkleTree::emptyLeaf);
    unless(
        hidden.path().rootFrom(leaf).matches(present.root()),
        Code.REGISTER_CHANGED,
        "the path must lead from the previous entry to the register's present root");
    RegisterEntry entry = entries.read(open.register(), hidden.entry(), previous);
    previous.ifPresent(before -> evolution.check(call, before, entry));
    evolution.keepsItsKey(call, hidden.caller().entry(), entry);
    attestations.check(call, hidden, previous, entry);
    Digest root = hidden.path().rootFrom(entry.leaf());
    unless(
        root.matches(open.root()),
        Code.DIGEST_MISMATCH,
        "the path must lead from the new entry to the root that the change names");
    RegisterState made = new RegisterState(open.register(), root, open.version(), call.time());
    call.states().put(call.registers().all().with(made));
    return made;
  }

  private Optional<RegisterEntry> previous(RegisterName register, String json) {
    return json.isEmpty() ? Optional.empty() : Optional.of(entries.parse(register, json));
  }
}
