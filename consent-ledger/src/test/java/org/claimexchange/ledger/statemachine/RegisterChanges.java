package org.claimexchange.ledger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * The regulator changes the registers: between the steps of all sequences, since they share them.
 */
final class RegisterChanges {
  /** What can be wrong in the registers for a while. */
  private enum Trouble {
    INSURER,
    FIRST_HOSPITAL,
    SECOND_HOSPITAL,
    OPERATOR,
    APPROVAL_WITHDRAWN,
    APPROVAL_NARROWED,
    PROVIDER,
    PROVIDER_CLIENT,
    RELATION,
    TEMPLATE
  }

  private final Town town;
  private final World world;
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
  private final List<ChangeRegister> committed = new ArrayList<>();
  private int rotations;

  RegisterChanges(Town town) {
    this.town = town;
    this.world = town.world;
  }

  /** A few changes; says each in a line. */
  List<String> some(Dice dice) {
    List<String> said = new ArrayList<>();
    for (Trouble trouble : List.copyOf(troubles)) {
      if (dice.chance(85) && canBeMended(trouble)) {
        troubles.remove(trouble);
        said.add("registers: " + trouble + " is well again");
        commit(trouble, true);
      }
    }
    if (dice.chance(40)) {
      Trouble trouble = dice.of(Trouble.values());
      if (troubles.add(trouble)) {
        said.add("registers: trouble with " + trouble);
        commit(trouble, false);
      }
    }
    if (dice.chance(15)) {
      said.add("registers: the operator's certificate is rotated");
      rotateOperator();
    }
    if (!committed.isEmpty() && dice.chance(50)) {
      said.add("registers: " + refused(dice));
    }
    return said;
  }

  /** All is well again. */
  void heal() {
    for (Trouble trouble : List.copyOf(troubles)) {
      troubles.remove(trouble);
      commit(trouble, true);
    }
  }

  private void commit(Trouble trouble, boolean well) {
    String status = well ? "active" : "suspended";
    switch (trouble) {
      case INSURER -> participant(World.INSURER, tree -> tree.put("status", status));
      case FIRST_HOSPITAL -> participant(World.FIRST_HOSPITAL, tree -> tree.put("status", status));
      case SECOND_HOSPITAL ->
          participant(World.SECOND_HOSPITAL, tree -> tree.put("status", status));
      case OPERATOR -> participant(World.OPERATOR, tree -> tree.put("status", status));
      case APPROVAL_WITHDRAWN -> approval(tree -> tree.put("status", status));
      case APPROVAL_NARROWED ->
          approval(tree -> {
            tree.withArray("categories").removeAll().add("visit").add("settlement");
            if (well) {
              tree.withArray("categories").add("diagnosis").add("fee-list").add("invoice");
            }
          });
      case PROVIDER -> provider(tree -> tree.put("status", status));
      case PROVIDER_CLIENT ->
          provider(tree ->
              tree.withArray("audiences").removeAll().add(well ? World.AUDIENCE : "another-page"));
      case RELATION -> relation(tree -> tree.put("status", status));
      case TEMPLATE -> template(tree -> tree.put("status", status));
    }
  }

  private void rotateOperator() {
    rotations++;
    Signer next =
        town.newSigner("operator-" + rotations, "ExchangeMSP", "exchange-rotated-" + rotations);
    ChangeRegister change =
        world.rotate(World.OPERATOR, CertificateUse.LEDGER, next.identity().certificate());
    commit(change, world.participants().entry(World.OPERATOR));
    town.rotateOperator(next);
  }

  private void participant(String id, Consumer<ObjectNode> change) {
    Participant entry = edit(world.participants().entry(id), Participant.class, change);
    commit(world.participants().put(entry, world.participants().proven(World.REGULATOR)), entry);
  }

  private void approval(Consumer<ObjectNode> change) {
    Approval entry = edit(world.approvals().entry(World.APPROVAL), Approval.class, change);
    commit(world.approvals().put(entry, world.participants().proven(World.REGULATOR)), entry);
  }

  private void provider(Consumer<ObjectNode> change) {
    IdentityProvider entry =
        edit(world.providers().entry(World.PROVIDER), IdentityProvider.class, change);
    commit(world.providers().put(entry, world.participants().proven(World.REGULATOR)), entry);
  }

  private void template(Consumer<ObjectNode> change) {
    TextTemplate entry = edit(world.templates().entry(World.TEMPLATE), TextTemplate.class, change);
    commit(world.templates().put(entry, world.participants().proven(World.REGULATOR)), entry);
  }

  private void relation(Consumer<ObjectNode> change) {
    Relation entry = edit(world.relations().entry(World.RELATION), Relation.class, change);
    // What comes back needs a new word of the hospital that saw the proof.
    List<Attestation> word =
        entry.status() == EntryStatus.ACTIVE
            ? List.of(world.attested(entry, world.hospitalKey()))
            : List.of();
    commit(world.relations().put(entry, world.participants().proven(World.REGULATOR), word), entry);
  }

  /** A relation comes back by the word of a hospital that is active itself. */
  private boolean canBeMended(Trouble trouble) {
    return trouble != Trouble.RELATION || !troubles.contains(Trouble.FIRST_HOSPITAL);
  }

  private <T extends RegisterEntry> T edit(T entry, Class<T> type, Consumer<ObjectNode> change) {
    return Edit.of(entry, type, change.andThen(tree -> tree.put("salt", world.salt().value())));
  }

  private void commit(ChangeRegister change, RegisterEntry entry) {
    LedgerOutcome<RegisterState> outcome =
        town.signer(World.REGULATOR).ledger().changeRegister(change);
    assertThat(outcome).isInstanceOf(LedgerOutcome.Committed.class);
    RegisterState state = ((LedgerOutcome.Committed<RegisterState>) outcome).state();
    assertThat(state.register()).isEqualTo(entry.register());
    assertThat(state.version()).isEqualTo(change.open().version());
    assertThat(state.root()).isEqualTo(change.open().root());
    assertThat(town.operator().ledger().register(entry.register())).contains(state);
    town.registers.put(entry, state.version());
    committed.add(change);
  }

  /** A change that must be refused, or that changes nothing. */
  private String refused(Dice dice) {
    ChangeRegister last = committed.getLast();
    // By the present register, except where the caller's own entry was what changed.
    ChangeRegister present =
        new ChangeRegister(
            last.open(),
            Edit.with(
                last.hidden(),
                ChangeRegister.Hidden.class,
                "caller",
                world.participants().proven(World.REGULATOR)));
    return switch (dice.below(4)) {
      case 0 -> {
        var outcome = town.signer(World.REGULATOR).ledger().changeRegister(present);
        assertThat(outcome)
            .isInstanceOfSatisfying(
                LedgerOutcome.Committed.class,
                again ->
                    assertThat(town.operator().ledger().register(last.open().register()))
                        .contains((RegisterState) again.state()));
        yield "the same change once more changes nothing";
      }
      case 1 -> {
        isRefused(town.signer(World.REGULATOR), at(present, 2), Code.REGISTER_CHANGED);
        yield "a change that leaves out a version is refused";
      }
      case 2 -> {
        isRefused(town.signer(World.REGULATOR), at(present, 1), Code.REGISTER_CHANGED);
        yield "a change that rests on a former root is refused";
      }
      default -> {
        String caller = dice.of(World.FIRST_HOSPITAL, World.INSURER, World.SECOND_HOSPITAL);
        isRefused(town.signer(caller), present, Code.CALLER_NOT_REGISTERED);
        yield "a change by " + caller + " with the regulator's entry is refused";
      }
    };
  }

  private static ChangeRegister at(ChangeRegister change, int later) {
    return new ChangeRegister(
        new ChangeRegister.Open(
            change.open().register(),
            change.open().version() + later,
            Digest.of(change.open().root().bytes())),
        change.hidden());
  }

  private static void isRefused(Signer signer, ChangeRegister change, Code code) {
    assertThat(signer.ledger().changeRegister(change))
        .isInstanceOfSatisfying(
            LedgerOutcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }
}
