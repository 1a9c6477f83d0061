package org.claimexchange.server.consent;

import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.server.register.Registers;

/** Puts together what shows the ledger, at each step after the grant, that a consent covers it. */
public final class Covers {
  private final ConsentTable table;
  private final Registers registers;

  Covers(ConsentTable table, Registers registers) {
    this.table = table;
    this.registers = registers;
  }

  /** The cover of a consent, with the registers as they stand now. */
  public Cover of(String consent) {
    StoredConsent stored = table.document(table.find(consent).orElseThrow());
    List<Proven<Relation>> relation = relation(stored.openings());
    return new Cover(
        stored.statement(),
        stored.openings(),
        approval(stored.approval()),
        participants(stored.openings(), relation),
        relation);
  }

  Proven<Approval> approval(String id) {
    return registers
        .approval(id)
        .orElseThrow(() -> new IllegalStateException("an approval that is not registered"));
  }

  /** By which relation the grantor signed; empty where for themselves. */
  List<Proven<Relation>> relation(ConsentOpenings openings) {
    PersonId subject = openings.subject().value().id();
    PersonId grantor = openings.grantor().value().id();
    return subject.equals(grantor)
        ? List.of()
        : registers.registeredRelation(subject, grantor).stream().toList();
  }

  /** The entries of all recipients and sources, of who attested the relation and who witnessed. */
  List<Proven<Participant>> participants(
      ConsentOpenings openings, List<Proven<Relation>> relation) {
    Stream<String> vouching =
        Stream.concat(
            relation.stream().map(one -> one.entry().attestedBy()),
            openings.witness().value().stream().map(Witness::participant));
    return registers.participants(Stream.concat(concerned(openings), vouching).distinct().toList());
  }

  private static Stream<String> concerned(ConsentOpenings openings) {
    return Stream.concat(
        openings.recipients().value().stream().map(Recipient::participant),
        openings.parts().stream().map(part -> part.value().source()));
  }
}
