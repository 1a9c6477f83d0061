package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.objection.ObjectionStatus;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.ResolveObjection;

/** Disputes of records and their answers, as the model judges them. */
final class Objections {
  private final Registers registers;
  private final Shelf shelf;
  private final Signing signing;

  Objections(Registers registers, Shelf shelf, Signing signing) {
    this.registers = registers;
    this.shelf = shelf;
    this.signing = signing;
  }

  Verdict file(Submission submission, FileObjection t, Instant time) {
    FileObjection.Open open = t.open();
    registers.caller(submission, t.hidden().caller(), EnumSet.allOf(Role.class), time);
    ObjectionState present = shelf.objections.get(open.objection());
    String spentFor = shelf.nonces.get(open.nonce());
    if (present != null) {
      unless(
          present.consent().equals(open.consent())
              && present.body().equals(open.body())
              && present.proof().equals(open.proof())
              && open.objection().equals(spentFor),
          Code.ID_TAKEN);
      return new Verdict.Accepted(present, List.of());
    }
    unless(spentFor == null, Code.NONCE_SPENT);
    ConsentState consent = shelf.consents.get(open.consent());
    unless(consent != null, Code.NOT_FOUND);
    ConsentStatement statement = shelf.signed.get(open.consent());
    unless(
        t.hidden().statement().equals(statement)
            && (t.hidden().person().digest().equals(statement.grantor())
                || t.hidden().person().digest().equals(statement.subject())),
        Code.DIGEST_MISMATCH);
    unless(t.hidden().body().digest().equals(open.body()), Code.DIGEST_MISMATCH);
    unless(statement.parts().contains(t.hidden().body().part()), Code.PART_NOT_GRANTED);
    unless(
        t.hidden().proof().hidden(t.hidden().proofSalt()).equals(open.proof()),
        Code.DIGEST_MISMATCH);
    signing.heldBack(submission, t.hidden().provider(), t.hidden().proof());
    ObjectionState made =
        new ObjectionState(
            open.objection(),
            open.consent(),
            open.body(),
            open.proof(),
            ObjectionStatus.FILED,
            time);
    return new Verdict.Accepted(made, List.of(made));
  }

  Verdict resolve(Submission submission, ResolveObjection t, Instant time) {
    var caller = t.hidden().caller();
    var source = t.hidden().source();
    registers.caller(submission, caller, Set.of(Role.OPERATOR, Role.REGULATOR), time);
    ObjectionState present = shelf.objections.get(t.open().objection());
    unless(present != null, Code.NOT_FOUND);
    if (present.status() == ObjectionStatus.RESOLVED) {
      unless(
          t.open().answer().equals(shelf.answers.get(present.objection())),
          Code.OBJECTION_RESOLVED);
      return new Verdict.Accepted(present, List.of());
    }
    unless(t.hidden().body().digest().equals(present.body()), Code.DIGEST_MISMATCH);
    unless(
        t.hidden().statement().equals(shelf.signed.get(present.consent()))
            && t.hidden().part().digest().equals(t.hidden().body().part()),
        Code.DIGEST_MISMATCH);
    registers.active(submission.seen(), source, Role.SOURCE, Code.ANSWER_INVALID);
    unless(source.entry().id().equals(t.hidden().part().value().source()), Code.ANSWER_INVALID);
    unless(submission.flaw() == Flaw.NONE, submission.flaw().code());
    ObjectionState made =
        new ObjectionState(
            present.objection(),
            present.consent(),
            present.body(),
            present.proof(),
            ObjectionStatus.RESOLVED,
            time);
    return new Verdict.Accepted(made, List.of(made));
  }
}
