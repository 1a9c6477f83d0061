package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.List;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;

/** Who must have signed what. */
final class Signing {
  private final Registers registers;
  private final Shelf shelf;

  Signing(Registers registers, Shelf shelf) {
    this.registers = registers;
    this.shelf = shelf;
  }

  /** Statement, proof and openings are those that the block names. */
  void isWhatStands(Grant t) {
    ConsentStatement statement = t.hidden().statement();
    unless(
        statement.consent().equals(t.open().consent())
            && statement.request().equals(t.open().request())
            && statement.digest().equals(t.open().statement())
            && t.hidden().proof().hidden(t.hidden().proofSalt()).equals(t.open().proof()),
        Code.DIGEST_MISMATCH);
    unless(
        ConsentStatement.of(statement.consent(), statement.request(), t.hidden().openings())
            .equals(statement),
        Code.DIGEST_MISMATCH);
  }

  /** The subject, or who may sign for the subject, has signed with a fresh login. */
  void byTheRightPerson(Submission submission, Grant t, Instant time) {
    ConsentOpenings openings = t.hidden().openings();
    List<Proven<Relation>> shown = t.hidden().relation();
    if (openings.relation().value() == RelationKind.SELF) {
      unless(openings.subject().value().equals(openings.grantor().value()), Code.WRONG_GRANTOR);
      unless(shown.isEmpty(), Code.NO_RELATION);
    } else {
      unless(shown.size() == 1, Code.NO_RELATION);
      unless(registers.stands(submission.seen(), shown.getFirst()), Code.NOT_IN_REGISTER);
      Relation relation = shown.getFirst().entry();
      unless(
          relation.status() == EntryStatus.ACTIVE
              && Registers.within(relation.from(), relation.to(), time)
              && relation.kind() == openings.relation().value()
              && relation.subject().equals(openings.subject().value().id())
              && relation.grantor().equals(openings.grantor().value().id()),
          Code.NO_RELATION);
      unless(
          t.hidden().participants().stream()
              .anyMatch(one ->
                  one.entry().id().equals(relation.attestedBy())
                      && registers.stands(submission.seen(), one)
                      && one.entry().status() == EntryStatus.ACTIVE
                      && (one.entry().role() == Role.SOURCE
                          || one.entry().role() == Role.REGULATOR)),
          Code.NO_RELATION);
    }
    List<Witness> witnesses = openings.witness().value();
    unless(witnesses.size() <= 1, Code.WRONG_WITNESS);
    for (Witness witness : witnesses) {
      unless(!witness.desk().isBlank(), Code.WRONG_WITNESS);
      registers.participant(
          submission.seen(),
          t.hidden().participants(),
          witness.participant(),
          Role.SOURCE,
          Code.WRONG_WITNESS);
    }
    unless(!shelf.nonces.containsKey(t.open().nonce()), Code.NONCE_SPENT);
    IdentityProvider provider = t.hidden().provider().entry();
    proof(
        submission,
        t.hidden().provider(),
        !witnesses.isEmpty() || provider.audiences().contains(World.AUDIENCE),
        time);
  }

  /** The grantor, or the regulator for a person it has checked, withdraws. */
  void withdraws(Submission submission, Revoke t, Instant time) {
    ConsentStatement statement = shelf.signed.get(t.open().consent());
    unless(
        t.hidden().statement().equals(statement)
            && (t.hidden().person().digest().equals(statement.grantor())
                || t.hidden().person().digest().equals(statement.subject())),
        Code.DIGEST_MISMATCH);
    if (t.hidden().withdrawal().isEmpty()) {
      return;
    }
    Withdrawal withdrawal = t.hidden().withdrawal().getFirst();
    unless(
        withdrawal.statement().consent().equals(t.open().consent())
            && withdrawal.statement().statement().equals(statement.digest())
            && withdrawal.proof().hidden(t.hidden().proofSalt()).equals(t.open().proof()),
        Code.DIGEST_MISMATCH);
    proof(submission, withdrawal.provider(), time);
  }

  /** A login on the page, for what may be signed anywhere. */
  void proof(Submission submission, Proven<IdentityProvider> shown, Instant time) {
    proof(submission, shown, shown.entry().audiences().contains(World.AUDIENCE), time);
  }

  private void proof(
      Submission submission, Proven<IdentityProvider> shown, boolean clientCounts, Instant time) {
    Flaw flaw = submission.flaw();
    unless(registers.stands(submission.seen(), shown), Code.NOT_IN_REGISTER);
    unless(shown.entry().status() == EntryStatus.ACTIVE, Code.TOKEN_INVALID);
    unless(flaw != Flaw.KEY_SWAPPED && flaw != Flaw.NONCE_OF_ANOTHER, flaw.code());
    unless(
        shown.entry().keys().stream().anyMatch(key -> Registers.within(key.from(), key.to(), time)),
        Code.TOKEN_INVALID);
    unless(clientCounts, Code.TOKEN_INVALID);
    unless(flaw == Flaw.NONE, flaw.code());
  }
}
