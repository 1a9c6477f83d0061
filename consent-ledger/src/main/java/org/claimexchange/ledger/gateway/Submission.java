package org.claimexchange.ledger.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.RetryPolicy;
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

/** Writes: endorse, tell the journal, hand in, await the commit; again after a conflict. */
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
    RetryPolicy retry = settings.retry();
    Duration pause = retry.firstPause();
    for (int attempt = 1; ; attempt++) {
      LedgerOutcome<S> outcome = attempt(transaction, objectId, open, hidden, type);
      if (!wasOvertaken(outcome) || attempt >= retry.attempts() || !waited(pause)) {
        return outcome;
      }
      pause = pause.multipliedBy(2);
    }
  }

  private <S> LedgerOutcome<S> attempt(
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
      Optional<LedgerRefusal> refusal = PeerErrors.refusal(e);
      return refusal.isPresent()
          ? new LedgerOutcome.Refused<>(refusal.get())
          : new LedgerOutcome.NotEndorsed<>(PeerErrors.reason(e));
    }
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

  /** Waits half the pause to the whole of it, so that writers that met do not meet again. */
  private static boolean waited(Duration pause) {
    long half = pause.toMillis() / 2;
    try {
      Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
