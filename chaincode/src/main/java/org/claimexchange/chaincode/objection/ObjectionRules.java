package org.claimexchange.chaincode.objection;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.consent.PersonOfConsent;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.identity.ProofCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.objection.ObjectionStatus;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.ResolveObjection;

/**
 * Objections (异议): filed by the grantor or the subject, whoever hands them in and whether or not
 * the consent is still in force; resolved by the source whose record is disputed, and once.
 */
public final class ObjectionRules {
  private final CallerCheck callers = new CallerCheck();
  private final ProofCheck proofs = new ProofCheck();
  private final AnswerCheck answers = new AnswerCheck();

  /** Files an objection. */
  public ObjectionState file(Call call, FileObjection transaction) {
    FileObjection.Open open = transaction.open();
    callers.anyone(call, transaction.hidden().caller());
    Ids.check(open.objection());
    Ids.check(open.consent());
    Optional<ObjectionState> present = call.states().objection(open.objection());
    Optional<String> spentFor = call.states().spentFor(open.nonce());
    if (present.isPresent()) {
      unless(
          isSame(present.get(), open) && spentFor.filter(open.objection()::equals).isPresent(),
          Code.ID_TAKEN,
          "an objection with this id and another content stands on the ledger");
      return present.get();
    }
    unless(spentFor.isEmpty(), Code.NONCE_SPENT, "the nonce must be fresh, found it spent");
    ConsentState consent = RevokeRules.find(call, open.consent());
    PersonOfConsent.check(consent, transaction.hidden().statement(), transaction.hidden().person());
    bodyIsWhatStands(call, transaction);
    personSigned(call, transaction);
    ObjectionState made =
        new ObjectionState(
            open.objection(),
            open.consent(),
            open.body(),
            open.proof(),
            ObjectionStatus.FILED,
            call.time());
    call.states().put(made);
    call.states().index(made);
    call.states().spend(open.nonce(), open.objection());
    return made;
  }

  /** Records the source's answer. */
  public ObjectionState resolve(Call call, ResolveObjection transaction) {
    ResolveObjection.Open open = transaction.open();
    ResolveObjection.Hidden hidden = transaction.hidden();
    callers.operatorOrRegulator(call, hidden.caller());
    Ids.check(open.objection());
    ObjectionState objection = find(call, open.objection());
    switch (objection.status()) {
      case FILED -> {}
      case RESOLVED -> {
        unless(
            call.states().answer(open.objection()).filter(open.answer()::matches).isPresent(),
            Code.OBJECTION_RESOLVED,
            "the objection must be unanswered, found another answer");
        return objection;
      }
    }
    answers.check(call, transaction, objection);
    ObjectionState made =
        new ObjectionState(
            objection.objection(),
            objection.consent(),
            objection.body(),
            objection.proof(),
            ObjectionStatus.RESOLVED,
            call.time());
    call.states().put(made);
    call.states().putAnswer(open.objection(), open.answer());
    return made;
  }

  private static ObjectionState find(Call call, String id) {
    return call.states()
        .objection(id)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "no objection with this id on the ledger"));
  }

  private static boolean isSame(ObjectionState present, FileObjection.Open open) {
    return present.consent().equals(open.consent())
        && present.body().matches(open.body())
        && present.proof().matches(open.proof());
  }

  private static void bodyIsWhatStands(Call call, FileObjection transaction) {
    FileObjection.Open open = transaction.open();
    ObjectionBody body = transaction.hidden().body();
    unless(
        body.objection().equals(open.objection())
            && body.consent().equals(open.consent())
            && body.digest().matches(open.body()),
        Code.DIGEST_MISMATCH,
        "the body must be the one whose digest the objection names");
    unless(
        transaction.hidden().statement().parts().stream().anyMatch(body.part()::matches),
        Code.PART_NOT_GRANTED,
        "an objection is about one part of its consent");
    unless(
        !body.at().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.CLOCK_SKEW,
        "the objection must not be signed in the future");
    unless(
        transaction.hidden().proof().hidden(transaction.hidden().proofSalt()).matches(open.proof()),
        Code.DIGEST_MISMATCH,
        "the proof must be the one whose digest the objection names");
  }

  private void personSigned(Call call, FileObjection transaction) {
    FileObjection.Hidden hidden = transaction.hidden();
    Digest digest = hidden.body().digest();
    proofs.check(
        call,
        hidden.provider(),
        hidden.proof(),
        new ProofCheck.Expected(
            hidden.body().canonicalBytes(),
            digest,
            hidden.person().value(),
            transaction.open().nonce(),
            new LoginPlace.Anywhere(),
            true));
  }
}
