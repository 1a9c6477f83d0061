package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes registers as the regulator does: first kept here as begun, then on the ledger, then here.
 * A change that was cut off is finished by the next. One at a time.
 */
public final class RegisterKeeper {
  private final RegisterTable table;
  private final ConsentLedger asRegulator;
  private final String regulator;
  private final TransactionTemplate transaction;

  RegisterKeeper(
      RegisterTable table,
      ConsentLedger asRegulator,
      String regulator,
      TransactionTemplate transaction) {
    this.table = table;
    this.asRegulator = asRegulator;
    this.regulator = regulator;
    this.transaction = transaction;
  }

  /**
   * Sets up the registers with the regulator's own entry, once.
   *
   * @param id opaque id of the set-up
   * @param entry the regulator's entry
   */
  public void initialize(String id, Participant entry) {
    if (table.version(RegisterName.PARTICIPANTS) > 0) {
      return;
    }
    RegisterSnapshot first = new RegisterSnapshot(1, List.of(new RegisterSnapshot.Row(0, entry)));
    PendingChange change =
        table
            .begun(RegisterName.PARTICIPANTS)
            .orElseGet(() ->
                new PendingChange(RegisterName.PARTICIPANTS, 1, first.root(), 0, entry, List.of()));
    transaction.executeWithoutResult(status -> table.begin(change));
    Participant kept = (Participant) change.entry();
    RegisterState state =
        committed(
            asRegulator.initialize(
                new Initialize(new Initialize.Open(id), new Initialize.Hidden(kept))));
    PendingChange done =
        new PendingChange(change.name(), state.version(), change.root(), 0, kept, List.of());
    transaction.executeWithoutResult(status -> table.carryOut(done));
  }

  /** Adds or changes an entry of its register. */
  public void change(RegisterEntry entry) {
    change(entry, List.of());
  }

  /** Adds or changes a relation that a source has attested. */
  public void change(Relation relation, Attestation attestation) {
    change(relation, List.of(attestation));
  }

  private synchronized void change(RegisterEntry entry, List<Attestation> attestation) {
    table.begun(entry.register()).ifPresent(this::carryOut);
    RegisterSnapshot now = table.load(entry.register());
    int place = now.placeFor(entry.id());
    PendingChange change =
        new PendingChange(
            entry.register(),
            nextVersion(entry),
            now.path(place).rootFrom(entry.leaf()),
            place,
            entry,
            attestation);
    transaction.executeWithoutResult(status -> table.begin(change));
    carryOut(change);
  }

  private long nextVersion(RegisterEntry entry) {
    return asRegulator.register(entry.register()).map(RegisterState::version).orElse(0L) + 1;
  }

  private void carryOut(PendingChange change) {
    RegisterSnapshot now = table.load(change.name());
    if (!alreadyOnLedger(change)) {
      committed(asRegulator.changeRegister(transactionFor(change, now)));
    }
    transaction.executeWithoutResult(status -> table.carryOut(change));
  }

  private boolean alreadyOnLedger(PendingChange change) {
    return asRegulator
        .register(change.name())
        .filter(state -> state.root().matches(change.root()))
        .isPresent();
  }

  private ChangeRegister transactionFor(PendingChange change, RegisterSnapshot now) {
    Proven<Participant> caller =
        table
            .load(RegisterName.PARTICIPANTS)
            .find(regulator, Participant.class)
            .orElseThrow(() -> new IllegalStateException("the regulator is not registered yet"));
    return new ChangeRegister(
        new ChangeRegister.Open(change.name(), change.version(), change.root()),
        new ChangeRegister.Hidden(
            caller,
            now.entry(change.place()),
            now.path(change.place()),
            CanonicalJson.writeText(change.entry()),
            change.attestation()));
  }

  /** Whether the ledger's root is the one that the rows make: what a start can be checked by. */
  public boolean agreesWithLedger(RegisterName name) {
    Digest here = table.load(name).root();
    return asRegulator
        .register(name)
        .map(RegisterState::root)
        .orElseGet(MerkleTree::emptyRoot)
        .matches(here);
  }

  private static RegisterState committed(LedgerOutcome<RegisterState> outcome) {
    return switch (outcome) {
      case LedgerOutcome.Committed<RegisterState> done -> done.state();
      case LedgerOutcome.Refused<RegisterState> refused ->
          throw new RegisterChangeException(
              "the ledger refuses: "
                  + refused.refusal().code()
                  + ", "
                  + refused.refusal().sentence());
      case LedgerOutcome.NotEndorsed<RegisterState> not ->
          throw new RegisterChangeException("not endorsed: " + not.reason());
      case LedgerOutcome.Failed<RegisterState> failed ->
          throw new RegisterChangeException("the contract fails: " + failed.reason());
      case LedgerOutcome.Invalidated<RegisterState> not ->
          throw new RegisterChangeException("invalidated: " + not.code());
      case LedgerOutcome.Unknown<RegisterState> not ->
          throw new RegisterChangeException("no answer for transaction " + not.transactionId());
    };
  }
}
