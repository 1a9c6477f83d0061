package org.claimexchange.server.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.register.RegisterLevels;

/**
 * Writes to the ledger for durable steps. The id of each transaction is saved before it is handed
 * in; as long as the fate of one is unknown no step concludes anything from what a later attempt is
 * told, and none is given up: the earlier one may still be committed.
 */
public final class LedgerWrites {
  /**
   * A block follows within seconds, also where the orderers choose a new leader. What has not been
   * seen by then may be lost, and is sent once more; should both come, the ledger lets one count.
   */
  private static final Duration SEND_ANEW = Duration.ofSeconds(10);

  private final ConsentLedger ledger;
  private final SubmissionTable submissions;
  private final LedgerPulse pulse;
  private final Refusals refusals;

  LedgerWrites(
      ConsentLedger ledger, SubmissionTable submissions, LedgerPulse pulse, Refusals refusals) {
    this.ledger = ledger;
    this.submissions = submissions;
    this.pulse = pulse;
    this.refusals = refusals;
  }

  /**
   * Sends a write, or sends it once more, which is safe: it answers as the first did. What became
   * of an earlier attempt is asked for before anything is sent again.
   *
   * @param function name of the contract's function
   * @param object id of what it writes, as the ledger's journal is told
   * @param send makes it of the registers as they are now, and hands it in
   */
  public <S> Written<S> write(
      String function, String object, Function<ConsentLedger, LedgerOutcome<S>> send) {
    Optional<StepResult> underWay = underWay(function, object);
    if (underWay.isPresent()) {
      pulse.misses("what was handed in has not been seen in a block yet");
      return new Written.Later<>(underWay.get());
    }
    RegisterLevels.Rows shown = refusals.rows();
    LedgerOutcome<S> outcome = send.apply(ledger);
    note(outcome);
    return switch (outcome) {
      case LedgerOutcome.Committed<S> done -> {
        Written.Committed<S> stands = byTheOneThatWrote(function, object, done);
        submissions.settled(function, object);
        yield stands;
      }
      case LedgerOutcome.Refused<S>(LedgerRefusal refusal) ->
          unlessUnknown(function, object, meant(refusal, shown));
      // Nothing is concluded from it, whatever became of an earlier attempt.
      case LedgerOutcome.NotEndorsed<S>(String reason) ->
          new Written.Later<>(StepResult.unsettled("ledger: not endorsed, " + reason));
      // Counted: what is wrong with the contract, or between it and this server, does not pass.
      case LedgerOutcome.Failed<S>(String reason) ->
          unlessUnknown(
              function,
              object,
              new Written.Later<>(StepResult.again("ledger: the contract fails, " + reason)));
      case LedgerOutcome.Invalidated<S>(String tx, String code) ->
          unlessUnknown(
              function,
              object,
              new Written.Later<>(StepResult.again("ledger: " + code + " " + tx)));
      case LedgerOutcome.Unknown<S>(String tx) -> new Written.Later<>(unknown(tx));
    };
  }

  private <S> Written<S> meant(LedgerRefusal refusal, RegisterLevels.Rows shown) {
    return switch (refusals.of(refusal.code(), shown)) {
      case FINAL -> new Written.Refused<>(refusal);
      case PASSING -> new Written.Later<>(StepResult.again("ledger: " + refusal.code()));
      case ENTRIES_BEHIND -> new Written.Later<>(StepResult.entriesBehind(refusal.code()));
    };
  }

  /**
   * What was sent once more answers as the first did and writes nothing: the first of them that
   * stands is the one that wrote.
   */
  private <S> Written.Committed<S> byTheOneThatWrote(
      String function, String object, LedgerOutcome.Committed<S> done) {
    for (SubmissionTable.Open open : submissions.open(function, object)) {
      if (!open.transactionId().equals(done.transactionId())
          && fate(open.transactionId()) instanceof TransactionFate.Valid(String wrote, long block)
          && block <= done.block()) {
        return new Written.Committed<>(done.state(), wrote, block, open.at());
      }
    }
    return new Written.Committed<>(done.state(), done.transactionId(), done.block(), done.at());
  }

  private void note(LedgerOutcome<?> outcome) {
    switch (outcome) {
      case LedgerOutcome.Committed<?> done -> pulse.beats();
      case LedgerOutcome.Refused<?> refused -> pulse.beats();
      case LedgerOutcome.Invalidated<?> overtaken -> pulse.beats();
      case LedgerOutcome.NotEndorsed<?> not ->
          pulse.misses("the organizations that must endorse do not all answer");
      case LedgerOutcome.Failed<?> failed -> pulse.misses("the contract itself fails");
      case LedgerOutcome.Unknown<?> unknown ->
          pulse.misses("what is handed in is not heard of again");
    }
  }

  /**
   * What to wait for before anything is sent; empty where that may be done. Of those handed in long
   * ago only the newest is asked for: in an outage there are many, each question may take as long
   * as it may, and whatever the others became, the write is sent once more.
   */
  private Optional<StepResult> underWay(String function, String object) {
    for (SubmissionTable.Open open : submissions.open(function, object).reversed()) {
      switch (fate(open.transactionId())) {
        case TransactionFate.Void none -> submissions.settled(none.transactionId());
        // It is committed: sent once more, the write answers as that one did.
        case TransactionFate.Valid valid -> {
          return Optional.empty();
        }
        case TransactionFate.NotSeen unseen -> {
          return open.age().compareTo(SEND_ANEW) < 0
              ? Optional.of(unknown(unseen.transactionId()))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** What was told holds only where no earlier attempt may still take effect. */
  private <S> Written<S> unlessUnknown(String function, String object, Written<S> told) {
    for (SubmissionTable.Open open : submissions.open(function, object)) {
      Optional<StepResult> wait = waiting(open.transactionId());
      if (wait.isPresent()) {
        return new Written.Later<>(wait.get());
      }
    }
    return told;
  }

  /** Whether one of the transactions that were handed in for this may still take effect. */
  public boolean unknown(String function, String object) {
    return submissions.open(function, object).stream()
        .anyMatch(open -> waiting(open.transactionId()).isPresent());
  }

  private Optional<StepResult> waiting(String tx) {
    return switch (fate(tx)) {
      case TransactionFate.Void none -> {
        submissions.settled(none.transactionId());
        yield Optional.empty();
      }
      // It is committed: sent once more, the write answers as that one did. However often that
      // fails, what stands on the ledger is not given up.
      case TransactionFate.Valid valid ->
          Optional.of(StepResult.unsettled("ledger: committed in block " + valid.block()));
      case TransactionFate.NotSeen unseen -> Optional.of(unknown(unseen.transactionId()));
    };
  }

  private TransactionFate fate(String tx) {
    try {
      return ledger.find(tx);
    } catch (LedgerUnavailableException e) {
      return new TransactionFate.NotSeen(tx);
    }
  }

  private static StepResult unknown(String tx) {
    return StepResult.unsettled("ledger: the fate of " + tx + " is unknown");
  }
}
