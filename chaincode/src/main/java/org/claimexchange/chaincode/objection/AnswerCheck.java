package org.claimexchange.chaincode.objection;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.identity.ParticipantWord;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.objection.AnswerBody;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.ResolveObjection;

/** Whether an answer is the word of the source whose record is disputed, on this objection. */
final class AnswerCheck {
  private final ParticipantWord words = new ParticipantWord();

  void check(Call call, ResolveObjection transaction, ObjectionState objection) {
    ResolveObjection.Hidden hidden = transaction.hidden();
    Opening<String> answer = new Opening<>(hidden.salt(), AnswerBody.NAME, hidden.answer());
    unless(
        answer.digest().matches(transaction.open().answer()),
        Code.DIGEST_MISMATCH,
        "the answer must be the one whose digest is named");
    unless(
        hidden.body().digest().matches(objection.body()),
        Code.DIGEST_MISMATCH,
        "the body must be the objection's");
    partIsDisputed(call, hidden, objection);
    Participant source = call.registers().active(hidden.source(), Role.SOURCE, Code.ANSWER_INVALID);
    unless(
        source.id().equals(hidden.part().value().source()),
        Code.ANSWER_INVALID,
        "the answer must be of the source that holds the record");
    AnswerBody body =
        words.read(call, hidden.answer(), source, AnswerBody.class, Code.ANSWER_INVALID);
    unless(
        body.objection().equals(objection.objection()) && body.body().matches(objection.body()),
        Code.ANSWER_INVALID,
        "the answer must be to this objection");
    unless(
        !body.at().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.ANSWER_INVALID,
        "the answer must not be of the future");
  }

  private static void partIsDisputed(
      Call call, ResolveObjection.Hidden hidden, ObjectionState objection) {
    unless(
        hidden
            .statement()
            .digest()
            .matches(RevokeRules.find(call, objection.consent()).statement()),
        Code.DIGEST_MISMATCH,
        "the statement must be the consent's");
    unless(
        hidden.statement().parts().stream().anyMatch(hidden.body().part()::matches)
            && hidden.part().opens(ConsentOpenings.PART, hidden.body().part()),
        Code.DIGEST_MISMATCH,
        "the part must be the one that the objection is about");
  }
}
