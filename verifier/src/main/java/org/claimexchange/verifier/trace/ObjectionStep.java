package org.claimexchange.verifier.trace;

import java.time.Instant;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.transaction.FileObjection;

/** A person disputed a record. */
final class ObjectionStep implements StepKind<FileObjection.Open, FileObjection.Hidden> {
  @Override
  public String function() {
    return FileObjection.FUNCTION;
  }

  @Override
  public String title() {
    return "异议";
  }

  @Override
  public Class<FileObjection.Open> openType() {
    return FileObjection.Open.class;
  }

  @Override
  public Class<FileObjection.Hidden> hiddenType() {
    return FileObjection.Hidden.class;
  }

  @Override
  public Subject subject(FileObjection.Open open) {
    return new Subject.OfConsent(open.consent());
  }

  @Override
  public void note(FileObjection.Open open, Instant time, LedgerIndex ledger) {
    ledger.objection(open.objection(), open.consent(), open.body());
  }

  @Override
  public void check(FileObjection.Open open, FileObjection.Hidden hidden, StepChecks checks) {
    ObjectionBody body = hidden.body();
    GrantorProof proof = hidden.proof();
    checks.same(
        checks.ledger().statement(open.consent()),
        hidden.statement().digest(),
        FindingKind.STATEMENT);
    checks.require(
        hidden.person().opens(ConsentOpenings.GRANTOR, hidden.statement().grantor())
            || hidden.person().opens(ConsentOpenings.SUBJECT, hidden.statement().subject()),
        FindingKind.OPENINGS);
    checks.require(
        body.digest().matches(open.body())
            && body.objection().equals(open.objection())
            && body.consent().equals(open.consent()),
        FindingKind.OBJECTION_BODY);
    checks.require(
        hidden.statement().parts().stream().anyMatch(body.part()::matches),
        FindingKind.OBJECTION_PART);
    checks.require(proof.hidden(hidden.proofSalt()).matches(open.proof()), FindingKind.PROOF);
    checks.require(GrantStep.spent(proof, body.digest()).matches(open.nonce()), FindingKind.NONCE);
    checks.signedBy(hidden.person().value().id(), body.canonicalBytes(), proof, hidden.provider());
    checks.proven(hidden.caller());
  }

  @Override
  public void tellOpen(FileObjection.Open open, Telling telling) {
    telling.fact("objection", "异议号", open.objection());
  }

  @Override
  public void tell(FileObjection.Open open, FileObjection.Hidden hidden, Telling telling) {
    tellOpen(open, telling);
    telling.fact("objector", "异议人", telling.words().person(hidden.person().value()));
    telling.fact("record", "所议记录", telling.recordOf(hidden.body().part()));
    telling.fact("text", "异议书", "SHA-256 " + telling.words().sha256(hidden.body().text()));
    telling.fact(
        "login",
        "登录",
        hidden.provider().entry().id() + "，" + telling.words().login(hidden.proof().idToken()));
    telling.fact("handedInBy", "提交方", telling.participantWithId(hidden.caller().entry().id()));
  }
}
