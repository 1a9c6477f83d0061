package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.identity.ProofCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;

/**
 * Withdrawing a consent: by its grantor or its subject, whoever hands it in, so that nobody can
 * block it; or by the regulator for a person it has checked.
 */
public final class RevokeRules {
  private final CallerCheck callers = new CallerCheck();
  private final ProofCheck proofs = new ProofCheck();

  /** Withdraws a consent. */
  public ConsentState revoke(Call call, Revoke revoke) {
    Revoke.Open open = revoke.open();
    if (revoke.hidden().withdrawal().isEmpty()) {
      callers.regulator(call, revoke.hidden().caller());
    } else {
      callers.anyone(call, revoke.hidden().caller());
    }
    Ids.check(open.consent());
    // Read whoever withdraws, so that no read set tells which of the two it was.
    call.registers().state(RegisterName.PROVIDERS);
    Optional<ConsentState> standing = call.states().consent(open.consent());
    Optional<String> spentFor = call.states().spentFor(open.nonce());
    if (standing.filter(one -> one.status() == ConsentStatus.REVOKED).isPresent()) {
      unless(
          spentFor.filter(open.consent()::equals).isPresent(),
          Code.CONSENT_REVOKED,
          "the consent must be active, found it withdrawn");
      return standing.get();
    }
    unless(spentFor.isEmpty(), Code.NONCE_SPENT, "the nonce must be fresh, found it spent");
    ConsentState present = standing.orElseGet(() -> notYet(call, revoke));
    PersonOfConsent.check(present, revoke.hidden().statement(), revoke.hidden().person());
    switch (revoke.hidden().withdrawal().size()) {
      case 0 -> regulatorWithdraws(revoke);
      case 1 -> grantorWithdraws(call, revoke, revoke.hidden().withdrawal().getFirst());
      default -> throw new RefusedException(Code.MALFORMED, "expected one withdrawal at the most");
    }
    ConsentState made =
        new ConsentState(
            present.consent(),
            present.request(),
            present.statement(),
            present.proof(),
            ConsentStatus.REVOKED,
            present.releases(),
            call.time());
    call.states().put(made);
    call.states().spend(open.nonce(), open.consent());
    return made;
  }

  /**
   * A person may withdraw what they signed even where it does not stand on the ledger: a grant that
   * somebody holds back comes too late then.
   */
  private static ConsentState notYet(Call call, Revoke revoke) {
    ConsentStatement statement = revoke.hidden().statement();
    unless(
        !revoke.hidden().withdrawal().isEmpty()
            && statement.consent().equals(revoke.open().consent()),
        Code.NOT_FOUND,
        "no consent with this id on the ledger");
    // It stands in the block, so it must tell nothing.
    Ids.check(statement.request());
    return new ConsentState(
        statement.consent(),
        statement.request(),
        statement.digest(),
        revoke.open().proof(),
        ConsentStatus.ACTIVE,
        0,
        call.time());
  }

  /** A consent that must stand on the ledger. */
  public static ConsentState find(Call call, String id) {
    return call.states()
        .consent(id)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "no consent with this id on the ledger"));
  }

  private static void regulatorWithdraws(Revoke revoke) {
    Opening<String> caller =
        new Opening<>(
            revoke.hidden().proofSalt(), GrantorProof.NAME, revoke.hidden().caller().entry().id());
    unless(
        caller.digest().matches(revoke.open().proof()),
        Code.DIGEST_MISMATCH,
        "where the regulator withdraws, the proof must be the salted digest of its id");
  }

  private void grantorWithdraws(Call call, Revoke revoke, Withdrawal withdrawal) {
    WithdrawalStatement statement = withdrawal.statement();
    unless(
        statement.consent().equals(revoke.open().consent())
            && statement.statement().matches(revoke.hidden().statement().digest()),
        Code.DIGEST_MISMATCH,
        "the withdrawal must be of this consent");
    unless(
        !statement.at().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.CLOCK_SKEW,
        "the withdrawal must not be signed in the future");
    unless(
        withdrawal.proof().hidden(revoke.hidden().proofSalt()).matches(revoke.open().proof()),
        Code.DIGEST_MISMATCH,
        "the proof must be the one whose digest the withdrawal names");
    proofs.check(
        call,
        withdrawal.provider(),
        withdrawal.proof(),
        new ProofCheck.Expected(
            statement.canonicalBytes(),
            statement.digest(),
            revoke.hidden().person().value(),
            revoke.open().nonce(),
            new LoginPlace.Anywhere(),
            true));
  }
}
