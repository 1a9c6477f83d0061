package org.claimexchange.ledger.fault;

import java.time.Duration;
import java.util.function.Function;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.TransactionFate;

/**
 * Writes one thing as the exchange's durable steps do: waits while nothing gets through, asks for
 * what it has not heard of before it sends the same once more, and gives up nothing.
 */
final class Job {
  /** Orderers choose a new leader in less; what is not seen by then may be lost. */
  private static final Duration SEND_ANEW = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ConsentLedger ledger;
  private final Account account;

  Job(ConsentLedger ledger, Account account) {
    this.ledger = ledger;
    this.account = account;
  }

  /** Returns once it stands or is refused; true if it stands. */
  <S> boolean write(Write write, Function<ConsentLedger, LedgerOutcome<S>> send)
      throws InterruptedException {
    while (true) {
      switch (send.apply(ledger)) {
        case LedgerOutcome.Committed<S> done -> {
          account.stands(write, done.transactionId(), done.block());
          return true;
        }
        case LedgerOutcome.Refused<S> no -> {
          account.refused(write);
          return false;
        }
        case LedgerOutcome.NotEndorsed<S>(String reason) -> account.trouble(reason);
        case LedgerOutcome.Failed<S>(String reason) -> throw new AssertionError(reason);
        case LedgerOutcome.Invalidated<S>(String tx, String code) -> account.trouble(code);
        case LedgerOutcome.Unknown<S>(String tx) -> {
          account.unknown(tx);
          if (isFound(write, tx)) {
            return true;
          }
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Asks until it is seen in a block, or may be lost. */
  private boolean isFound(Write write, String tx) throws InterruptedException {
    long end = System.nanoTime() + SEND_ANEW.toNanos();
    while (System.nanoTime() < end) {
      try {
        switch (ledger.find(tx)) {
          case TransactionFate.Valid valid -> {
            account.stands(write, tx, valid.block());
            return true;
          }
          case TransactionFate.Void none -> {
            return false;
          }
          case TransactionFate.NotSeen unseen -> account.trouble("not seen in a block yet");
        }
      } catch (LedgerUnavailableException e) {
        account.trouble(String.valueOf(e.getMessage()));
      }
      Thread.sleep(PAUSE);
    }
    return false;
  }

  /** What became of it, once a peer answers. */
  static TransactionFate asked(ConsentLedger ledger, String tx) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return ledger.find(tx);
      } catch (LedgerUnavailableException e) {
        if (System.nanoTime() > end) {
          throw new AssertionError("nobody answers what became of a transaction", e);
        }
        Thread.sleep(PAUSE);
      }
    }
  }
}
