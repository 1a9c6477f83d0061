package org.claimexchange.verifier.trace;

import java.time.Instant;

/**
 * One kind of transaction.
 *
 * @param <O> its open side
 * @param <H> its hidden side
 */
interface StepKind<O, H> {
  /** The contract's function. */
  String function();

  /** What happened, in Chinese. */
  String title();

  Class<O> openType();

  Class<H> hiddenType();

  /** What it is about. */
  Subject subject(O open);

  /** Notes what later steps are held against. */
  default void note(O open, Instant time, LedgerIndex ledger) {}

  /** Holds the hidden side against what stands on the ledger. */
  void check(O open, H hidden, StepChecks checks);

  /** Keeps what a consent's one line tells. */
  default void summarize(O open, H hidden, Summary summary) {}

  /** Tells what stands on the ledger, where the feed has nothing. */
  default void tellOpen(O open, Telling telling) {}

  /** Tells both sides. */
  void tell(O open, H hidden, Telling telling);
}
