package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Who may sign for whom, as the model judges it. */
final class Relations {
  private final Registers registers;

  Relations(Registers registers) {
    this.registers = registers;
  }

  /** At the grant: the relation counts, and in its period. */
  void signs(
      Map<RegisterName, Long> seen,
      ConsentOpenings openings,
      List<Proven<Relation>> shown,
      List<Proven<Participant>> participants,
      Instant time) {
    counts(seen, openings, shown, participants);
    for (Proven<Relation> one : shown) {
      unless(Registers.within(one.entry().from(), one.entry().to(), time), Code.NO_RELATION);
    }
  }

  /** At every later step: the relation by which was signed still counts. */
  void counts(
      Map<RegisterName, Long> seen,
      ConsentOpenings openings,
      List<Proven<Relation>> shown,
      List<Proven<Participant>> participants) {
    if (openings.relation().value() == RelationKind.SELF) {
      unless(openings.subject().value().equals(openings.grantor().value()), Code.WRONG_GRANTOR);
      unless(shown.isEmpty(), Code.NO_RELATION);
      return;
    }
    unless(shown.size() == 1, Code.NO_RELATION);
    unless(registers.stands(seen, shown.getFirst()), Code.NOT_IN_REGISTER);
    Relation relation = shown.getFirst().entry();
    unless(
        relation.status() == EntryStatus.ACTIVE
            && relation.kind() == openings.relation().value()
            && relation.subject().equals(openings.subject().value().id())
            && relation.grantor().equals(openings.grantor().value().id()),
        Code.NO_RELATION);
    unless(
        participants.stream()
            .anyMatch(one ->
                one.entry().id().equals(relation.attestedBy())
                    && registers.stands(seen, one)
                    && one.entry().status() == EntryStatus.ACTIVE
                    && (one.entry().role() == Role.SOURCE || one.entry().role() == Role.REGULATOR)),
        Code.NO_RELATION);
  }
}
