package org.claimexchange.verifier.trace;

import java.util.Optional;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.objection.AnswerBody;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.ResolveObjection;

/** The source that holds a disputed record answered. */
final class AnswerStep implements StepKind<ResolveObjection.Open, ResolveObjection.Hidden> {
  @Override
  public String function() {
    return ResolveObjection.FUNCTION;
  }

  @Override
  public String title() {
    return "答复异议";
  }

  @Override
  public Class<ResolveObjection.Open> openType() {
    return ResolveObjection.Open.class;
  }

  @Override
  public Class<ResolveObjection.Hidden> hiddenType() {
    return ResolveObjection.Hidden.class;
  }

  @Override
  public Subject subject(ResolveObjection.Open open) {
    return new Subject.OfObjection(open.objection());
  }

  @Override
  public void check(ResolveObjection.Open open, ResolveObjection.Hidden hidden, StepChecks checks) {
    LedgerIndex ledger = checks.ledger();
    Opening<String> opening = new Opening<>(hidden.salt(), AnswerBody.NAME, hidden.answer());
    checks.require(opening.digest().matches(open.answer()), FindingKind.ANSWER);
    checks.same(
        ledger.objectionBody(open.objection()), hidden.body().digest(), FindingKind.OBJECTION_BODY);
    checks.same(
        ledger.consentOfObjection(open.objection()).flatMap(ledger::statement),
        hidden.statement().digest(),
        FindingKind.STATEMENT);
    checks.require(
        hidden.statement().parts().stream().anyMatch(hidden.body().part()::matches)
            && hidden.part().opens(ConsentOpenings.PART, hidden.body().part()),
        FindingKind.OBJECTION_PART);
    Optional<AnswerBody> answer = ParticipantWord.read(hidden.answer(), AnswerBody.class);
    checks.require(
        answer
            .filter(found -> found.objection().equals(open.objection()))
            .filter(found -> found.body().matches(hidden.body().digest()))
            .isPresent(),
        FindingKind.ANSWER_CONTENT);
    Participant source = hidden.source().entry();
    checks.require(
        source.role() == Role.SOURCE
            && source.id().equals(hidden.part().value().source())
            && ParticipantWord.isOf(source, hidden.answer(), checks.time()),
        FindingKind.ANSWER_SIGNATURE);
    checks.proven(hidden.source());
    checks.proven(hidden.caller());
  }

  @Override
  public void tellOpen(ResolveObjection.Open open, Telling telling) {
    telling.fact("objection", "异议号", open.objection());
  }

  @Override
  public void tell(ResolveObjection.Open open, ResolveObjection.Hidden hidden, Telling telling) {
    tellOpen(open, telling);
    telling.fact("record", "所议记录", telling.recordOf(hidden.body().part()));
    telling.fact("answeredBy", "答复方", telling.participantWithId(hidden.source().entry().id()));
    ParticipantWord.read(hidden.answer(), AnswerBody.class)
        .ifPresent(answer -> {
          telling.fact("resolution", "答复", telling.words().resolution(answer.resolution()));
          telling.fact("answeredAt", "答复时间", telling.words().time(answer.at()));
          telling.fact("text", "答复书", "SHA-256 " + telling.words().sha256(answer.text()));
        });
    telling.fact("handedInBy", "提交方", telling.participantWithId(hidden.caller().entry().id()));
  }
}
