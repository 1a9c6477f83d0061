package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;

/** A consent was withdrawn. */
final class RevokeStep implements StepKind<Revoke.Open, Revoke.Hidden> {
  @Override
  public String function() {
    return Revoke.FUNCTION;
  }

  @Override
  public String title() {
    return "撤回";
  }

  @Override
  public Class<Revoke.Open> openType() {
    return Revoke.Open.class;
  }

  @Override
  public Class<Revoke.Hidden> hiddenType() {
    return Revoke.Hidden.class;
  }

  @Override
  public Subject subject(Revoke.Open open) {
    return new Subject.OfConsent(open.consent());
  }

  @Override
  public void note(Revoke.Open open, Instant time, LedgerIndex ledger) {
    ledger.withdrawn(open.consent(), time);
  }

  @Override
  public void check(Revoke.Open open, Revoke.Hidden hidden, StepChecks checks) {
    checks.same(
        statement(open, hidden, checks), hidden.statement().digest(), FindingKind.STATEMENT);
    checks.require(
        hidden.person().opens(ConsentOpenings.GRANTOR, hidden.statement().grantor())
            || hidden.person().opens(ConsentOpenings.SUBJECT, hidden.statement().subject()),
        FindingKind.OPENINGS);
    checks.proven(hidden.caller());
    if (hidden.withdrawal().isEmpty()) {
      Opening<String> caller =
          new Opening<>(hidden.proofSalt(), GrantorProof.NAME, hidden.caller().entry().id());
      checks.require(caller.digest().matches(open.proof()), FindingKind.PROOF);
    }
    hidden.withdrawal().forEach(withdrawal -> check(open, hidden, withdrawal, checks));
  }

  /**
   * What the grant put on the ledger. Where a person withdrew before the grant stood there, what
   * the withdrawal itself put there.
   */
  private static Optional<Digest> statement(
      Revoke.Open open, Revoke.Hidden hidden, StepChecks checks) {
    if (!checks.ledger().neverStood(open.consent())) {
      return checks.ledger().statement(open.consent());
    }
    boolean mayComeFirst =
        !hidden.withdrawal().isEmpty() && hidden.statement().consent().equals(open.consent());
    return mayComeFirst
        ? checks.written(open.consent()).map(ConsentState::statement)
        : Optional.empty();
  }

  @Override
  public void tell(Revoke.Open open, Revoke.Hidden hidden, Telling telling) {
    if (hidden.withdrawal().isEmpty()) {
      telling.fact("withdrawnBy", "撤回人", "监管方核验本人后代为撤回");
    }
    for (Withdrawal withdrawal : hidden.withdrawal()) {
      telling.fact("withdrawnBy", "撤回人", telling.words().person(hidden.person().value()));
      telling.fact(
          "login",
          "登录",
          withdrawal.provider().entry().id()
              + "，"
              + telling.words().login(withdrawal.proof().idToken()));
    }
    telling.fact("handedInBy", "提交方", telling.participantWithId(hidden.caller().entry().id()));
  }

  private static void check(
      Revoke.Open open, Revoke.Hidden hidden, Withdrawal withdrawal, StepChecks checks) {
    WithdrawalStatement statement = withdrawal.statement();
    GrantorProof proof = withdrawal.proof();
    checks.require(
        statement.consent().equals(open.consent())
            && statement.statement().matches(hidden.statement().digest()),
        FindingKind.WITHDRAWAL);
    checks.require(proof.hidden(hidden.proofSalt()).matches(open.proof()), FindingKind.PROOF);
    checks.require(
        GrantStep.spent(proof, statement.digest()).matches(open.nonce()), FindingKind.NONCE);
    checks.signedBy(
        hidden.person().value().id(), statement.canonicalBytes(), proof, withdrawal.provider());
  }
}
