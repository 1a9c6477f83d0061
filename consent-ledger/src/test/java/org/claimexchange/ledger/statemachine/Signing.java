package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;

/** Who must have signed what. */
final class Signing {
  private final Registers registers;
  private final Relations relations;
  private final Shelf shelf;

  Signing(Registers registers, Shelf shelf) {
    this.registers = registers;
    this.relations = new Relations(registers);
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
    relations.signs(
        submission.seen(), openings, t.hidden().relation(), t.hidden().participants(), time);
    List<Witness> witnesses = openings.witness().value();
    unless(witnesses.size() <= 1, Code.WRONG_WITNESS);
    for (Witness witness : witnesses) {
      unless(!witness.desk().isBlank(), Code.WRONG_WITNESS);
      for (Opening<Part> part : openings.parts()) {
        unless(part.value().source().equals(witness.participant()), Code.WRONG_WITNESS);
      }
      registers.participant(
          submission.seen(),
          t.hidden().participants(),
          witness.participant(),
          Role.SOURCE,
          Code.WRONG_WITNESS);
    }
    unless(!shelf.nonces.containsKey(t.open().nonce()), Code.NONCE_SPENT);
    IdentityProvider provider = t.hidden().provider().entry();
    boolean clientCounts = !witnesses.isEmpty() || provider.audiences().contains(World.AUDIENCE);
    Flaw flaw = submission.flaw();
    proof(submission, t.hidden().provider(), clientCounts, flaw, issued(t.hidden().proof()), time);
  }

  /** The grantor, or the regulator for a person it has checked, withdraws this statement. */
  void withdraws(Submission submission, Revoke t, Digest signed) {
    ConsentStatement statement = t.hidden().statement();
    unless(
        statement.digest().equals(signed)
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
    heldBack(submission, withdrawal.provider(), withdrawal.proof());
  }

  /**
   * What counts however late it is handed in: judged at the time of its login, by the person's
   * number whatever the name.
   */
  void heldBack(Submission submission, Proven<IdentityProvider> shown, GrantorProof proof) {
    Flaw flaw = submission.flaw() == Flaw.OTHER_NAME ? Flaw.NONE : submission.flaw();
    boolean clientCounts = shown.entry().audiences().contains(World.AUDIENCE);
    proof(submission, shown, clientCounts, flaw, issued(proof), issued(proof));
  }

  /** When the token was issued, as it says itself. */
  private static Instant issued(GrantorProof proof) {
    try {
      JWTClaimsSet claims = SignedJWT.parse(proof.idToken()).getJWTClaimsSet();
      return claims.getIssueTime().toInstant();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private void proof(
      Submission submission,
      Proven<IdentityProvider> shown,
      boolean clientCounts,
      Flaw flaw,
      Instant issued,
      Instant time) {
    unless(registers.stands(submission.seen(), shown), Code.NOT_IN_REGISTER);
    unless(shown.entry().status() == EntryStatus.ACTIVE, Code.TOKEN_INVALID);
    unless(flaw != Flaw.KEY_SWAPPED && flaw != Flaw.NONCE_OF_ANOTHER, flaw.code());
    unless(
        shown.entry().keys().stream().anyMatch(key -> Registers.within(key.from(), key.to(), time)),
        Code.TOKEN_INVALID);
    unless(clientCounts, Code.TOKEN_INVALID);
    unless(flaw != Flaw.OTHER_PROVIDER_KEY && flaw != Flaw.OTHER_CLIENT, flaw.code());
    Instant oldest = time.minusSeconds(shown.entry().maxAgeSeconds());
    unless(!issued.isBefore(oldest), Code.TOKEN_EXPIRED);
    unless(flaw == Flaw.NONE, flaw.code());
  }
}
