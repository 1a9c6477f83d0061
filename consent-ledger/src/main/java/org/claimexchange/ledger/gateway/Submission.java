package org.claimexchange.ledger.gateway;

import java.util.Optional;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Writes: endorse, tell the journal, hand in, await the commit; again after a conflict, and while
 * the organizations' peers are not level: a peer may know a block some moments before another, and
 * what only one of them refuses is no refusal yet. It becomes none by waiting either: while one of
 * them is away, the other, just started and behind, may refuse what both would take.
 */
final class Submission {
  private final Contract contract;
  private final GatewaySettings settings;
  private final SubmissionJournal journal;

  Submission(Contract contract, GatewaySettings settings, SubmissionJournal journal) {
    this.contract = contract;
    this.settings = settings;
    this.journal = journal;
  }

  /** Writes one transaction; {@code objectId} is what the journal is told. */
  <S> LedgerOutcome<S> submit(Transaction transaction, String objectId, Class<S> type) {
    byte[] open = CanonicalJson.write(transaction.open());
    byte[] hidden = CanonicalJson.write(transaction.hidden());
    Pauses conflicts = new Pauses(settings.retry());
    Pauses levelling = Pauses.untilLevel();
    while (true) {
      Attempt<S> attempt = attempt(transaction, objectId, open, hidden, type);
      Pauses again = attempt.peersAreLevel() ? conflicts : levelling;
      boolean ended = attempt.peersAreLevel() && !wasOvertaken(attempt.outcome());
      if (ended || !again.waited()) {
        return attempt.outcome();
      }
    }
  }

  /**
   * What came of one attempt.
   *
   * @param outcome as the caller would hear it
   * @param peersAreLevel false if one organization's peer knows blocks that another's does not yet
   */
  private record Attempt<S>(LedgerOutcome<S> outcome, boolean peersAreLevel) {}

  private <S> Attempt<S> attempt(
      Transaction transaction, String objectId, byte[] open, byte[] hidden, Class<S> type) {
    Proposal proposal =
        contract
            .newProposal(transaction.function())
            .addArguments(open)
            .putTransient(Transaction.HIDDEN, hidden)
            .setEndorsingOrganizations(settings.endorsers().toArray(String[]::new))
            .build();
    org.hyperledger.fabric.client.Transaction endorsed;
    try {
      endorsed = proposal.endorse();
    } catch (EndorseException e) {
      boolean peersAreLevel = PeerErrors.areLevel(e, settings.endorsers());
      return new Attempt<>(notEndorsed(e, peersAreLevel), peersAreLevel);
    }
    return new Attempt<>(handedIn(transaction, objectId, endorsed, type), true);
  }

  private <S> LedgerOutcome<S> notEndorsed(EndorseException e, boolean peersAreLevel) {
    Optional<LedgerRefusal> refusal = PeerErrors.refusal(e);
    if (refusal.isPresent() && peersAreLevel) {
      return new LedgerOutcome.Refused<>(refusal.get());
    }
    return PeerErrors.contractFailed(e, settings.endorsers())
        ? new LedgerOutcome.Failed<>(PeerErrors.reason(e))
        : new LedgerOutcome.NotEndorsed<>(PeerErrors.reason(e));
  }

  private <S> LedgerOutcome<S> handedIn(
      Transaction transaction,
      String objectId,
      org.hyperledger.fabric.client.Transaction endorsed,
      Class<S> type) {
    EndorsedTransaction parsed = EndorsedTransaction.of(endorsed);
    S state = CanonicalJson.read(endorsed.getResult(), type);
    journal.submitting(transaction, objectId, endorsed.getTransactionId());
    try {
      SubmittedTransaction submitted = endorsed.submitAsync();
      return outcome(submitted.getStatus(), state, parsed);
    } catch (SubmitException | CommitStatusException e) {
      return new LedgerOutcome.Unknown<>(endorsed.getTransactionId());
    }
  }

  private static <S> LedgerOutcome<S> outcome(
      Status status, S state, EndorsedTransaction transaction) {
    return status.isSuccessful()
        ? new LedgerOutcome.Committed<>(
            state, status.getTransactionId(), status.getBlockNumber(), transaction.timestamp())
        : new LedgerOutcome.Invalidated<>(status.getTransactionId(), status.getCode().name());
  }

  private static boolean wasOvertaken(LedgerOutcome<?> outcome) {
    return outcome instanceof LedgerOutcome.Invalidated<?> invalidated
        && (invalidated.code().equals(TxValidationCode.MVCC_READ_CONFLICT.name())
            || invalidated.code().equals(TxValidationCode.PHANTOM_READ_CONFLICT.name()));
  }
}
