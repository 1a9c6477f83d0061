package org.claimexchange.server.regulator.verification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.Relation;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.register.Registers;

/** Whether what a consent rests on stands in the registers whose roots are on the ledger. */
final class RegisterChecks {
  private final ConsentLedger ledger;
  private final RegisterBook book;
  private final Registers registers;

  RegisterChecks(ConsentLedger ledger, RegisterBook book, Registers registers) {
    this.ledger = ledger;
    this.book = book;
    this.registers = registers;
  }

  /** Recomputes every root from the entries and holds it against the ledger's. */
  Verdict roots() {
    for (RegisterName name : RegisterName.values()) {
      if (!recomputed(name).matches(onLedger(name))) {
        return Verdict.fails(Reason.ROOT_DIFFERS, name.name());
      }
    }
    return Verdict.holds(Integer.toString(RegisterName.values().length));
  }

  /** The root that the operator's entries make. */
  Digest recomputed(RegisterName name) {
    MerkleTree tree = new MerkleTree();
    for (Proven<RegisterEntry> entry : book.entries(name)) {
      tree.set(entry.path().index(), entry.entry().leaf());
    }
    return tree.root();
  }

  /** Recipients and sources stand in the participants' register. */
  Verdict participants(ConsentOpenings openings) {
    Digest root = onLedger(RegisterName.PARTICIPANTS);
    List<String> ids = participantIds(openings);
    for (String id : ids) {
      boolean stands =
          registers.participant(id).filter(proven -> proven.standsUnder(root)).isPresent();
      if (!stands) {
        return Verdict.fails(Reason.NOT_IN_REGISTER, id);
      }
    }
    return Verdict.holds(ids.toArray(String[]::new));
  }

  /** An approval that was in force at the grant covers what was granted. */
  Verdict approval(ConsentOpenings openings, java.time.Instant grantedAt) {
    Digest root = onLedger(RegisterName.APPROVALS);
    String insurer = insurer(openings);
    return book.entries(RegisterName.APPROVALS).stream()
        .filter(proven -> proven.standsUnder(root))
        .map(Proven::entry)
        .filter(Approval.class::isInstance)
        .map(Approval.class::cast)
        .filter(approval -> covers(approval, insurer, openings))
        .filter(
            approval -> !grantedAt.isBefore(approval.from()) && grantedAt.isBefore(approval.to()))
        .findFirst()
        .map(approval -> Verdict.holds(approval.id()))
        .orElseGet(() -> Verdict.fails(Reason.APPROVAL_MISSING, insurer));
  }

  /** The grantor is the subject, or is registered to act for them. */
  Verdict relation(ConsentOpenings openings) {
    var subject = openings.subject().value();
    var grantor = openings.grantor().value();
    if (openings.relation().value() == RelationKind.SELF) {
      return subject.equals(grantor) ? Verdict.holds() : Verdict.fails(Reason.OTHER_PERSON);
    }
    Digest root = onLedger(RegisterName.RELATIONS);
    return registers
        .relation(subject.id(), grantor.id())
        .filter(proven -> proven.standsUnder(root))
        .filter(proven -> proven.entry().kind() == openings.relation().value())
        .map(proven -> Verdict.holds(proven.entry().id()))
        .orElseGet(() -> Verdict.fails(Reason.RELATION_MISSING));
  }

  /** An approval that is in force now, for fresh evidence. */
  Optional<Proven<Approval>> approvalNow(ConsentOpenings openings) {
    String insurer = insurer(openings);
    return registers.approvalsOf(insurer).stream()
        .filter(proven -> covers(proven.entry(), insurer, openings))
        .findFirst();
  }

  /** By which relation the grantor signed; empty where for themselves, or where none counts. */
  List<Proven<Relation>> relationOf(ConsentOpenings openings) {
    return openings.relation().value() == RelationKind.SELF
        ? List.of()
        : registers
            .registeredRelation(openings.subject().value().id(), openings.grantor().value().id())
            .stream()
            .toList();
  }

  /** Entries of all recipients and sources, of who attested the relation and who witnessed. */
  List<Proven<Participant>> entriesOf(ConsentOpenings openings) {
    Set<String> ids = new LinkedHashSet<>(participantIds(openings));
    relationOf(openings).forEach(relation -> ids.add(relation.entry().attestedBy()));
    openings.witness().value().forEach(witness -> ids.add(witness.participant()));
    return registers.participants(List.copyOf(ids));
  }

  /** What the ledger says of each register. */
  Map<RegisterName, RegisterState> states() {
    Map<RegisterName, RegisterState> states = new EnumMap<>(RegisterName.class);
    for (RegisterName name : RegisterName.values()) {
      ledger.register(name).ifPresent(state -> states.put(name, state));
    }
    return states;
  }

  private Digest onLedger(RegisterName name) {
    return ledger.register(name).map(RegisterState::root).orElseGet(MerkleTree::emptyRoot);
  }

  private static boolean covers(Approval approval, String insurer, ConsentOpenings openings) {
    return approval.insurer().equals(insurer)
        && approval.purposes().contains(openings.purpose().value())
        && openings.parts().stream()
            .map(Opening::value)
            .allMatch(part -> approval.categories().containsAll(part.categories()));
  }

  private static String insurer(ConsentOpenings openings) {
    return openings.recipients().value().stream()
        .filter(recipient -> recipient.role() == RecipientRole.INSURER)
        .map(Recipient::participant)
        .findFirst()
        .orElse("");
  }

  private static List<String> participantIds(ConsentOpenings openings) {
    Set<String> ids = new LinkedHashSet<>();
    openings.recipients().value().forEach(recipient -> ids.add(recipient.participant()));
    openings.parts().stream().map(Opening::value).map(Part::source).forEach(ids::add);
    return new ArrayList<>(ids);
  }
}
