package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Whether the grantor is the subject, or may sign for the subject by a registered relation. The
 * register is read either way, so that no read set tells which.
 */
public final class RelationCheck {

  /** Refuses unless the grantor may sign for the subject now. */
  public void signs(
      Call call,
      ConsentOpenings openings,
      List<Proven<Relation>> shown,
      List<Proven<Participant>> participants) {
    counts(call, openings, shown, participants);
    for (Proven<Relation> relation : shown) {
      unless(
          relation.entry().liveAt(call.time()),
          Code.NO_RELATION,
          "the relation must be active and in its period");
    }
  }

  /**
   * Refuses unless the relation by which was signed still counts. Its period may be over: what was
   * signed within it stands.
   */
  public void counts(
      Call call,
      ConsentOpenings openings,
      List<Proven<Relation>> shown,
      List<Proven<Participant>> participants) {
    call.registers().state(RegisterName.RELATIONS);
    Person subject = openings.subject().value();
    Person grantor = openings.grantor().value();
    RelationKind kind = openings.relation().value();
    if (kind == RelationKind.SELF) {
      unless(
          Digest.ofCanonical(subject).matches(Digest.ofCanonical(grantor)),
          Code.WRONG_GRANTOR,
          "who signs for themselves must be the subject");
      unless(shown.isEmpty(), Code.NO_RELATION, "who signs for themselves shows no relation");
      return;
    }
    unless(
        shown.size() == 1,
        Code.NO_RELATION,
        "who signs for another shows one registered relation, found " + shown.size());
    Relation relation = call.registers().proven(RegisterName.RELATIONS, shown.getFirst());
    unless(
        relation.status() == EntryStatus.ACTIVE,
        Code.NO_RELATION,
        "the relation must be active, found " + relation.status());
    unless(
        relation.kind() == kind
            && relation.subject().equals(subject.id())
            && relation.grantor().equals(grantor.id()),
        Code.NO_RELATION,
        "the relation must be of this kind, between grantor and subject");
    whoSawItCounts(call, relation, participants);
  }

  /** A relation falls with the one whose word it rests on. */
  private static void whoSawItCounts(
      Call call, Relation relation, List<Proven<Participant>> participants) {
    boolean counts =
        participants.stream()
            .filter(shown -> shown.entry().id().equals(relation.attestedBy()))
            .filter(shown -> call.registers().holds(RegisterName.PARTICIPANTS, shown))
            .map(Proven::entry)
            .anyMatch(one ->
                one.status() == EntryStatus.ACTIVE
                    && (one.role() == Role.SOURCE || one.role() == Role.REGULATOR));
    unless(
        counts,
        Code.NO_RELATION,
        "the source or regulator that attested the relation must be shown, registered and active");
  }
}
