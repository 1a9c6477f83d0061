package org.claimexchange.server.job;

import java.time.Duration;
import java.util.Optional;
import org.claimexchange.model.transaction.LedgerRefusal;

/** How an attempt ended. Whatever the work changed is committed when it says so. */
public sealed interface StepResult {
  /** It is done; what follows is scheduled. */
  record Done() implements StepResult {}

  /**
   * To be tried again.
   *
   * @param problem why, for operators; nothing personal
   * @param pause how long to wait at least; the step's own back-off where empty
   */
  record Again(String problem, Optional<Duration> pause) implements StepResult {}

  /**
   * No use in trying again before somebody has looked at it.
   *
   * @param problem why, for operators; nothing personal
   */
  record Dead(String problem) implements StepResult {}

  /**
   * Nobody knows yet what came of it, so it is neither done nor given up: asked again however often
   * that takes.
   *
   * @param problem what is not known, for operators; nothing personal
   */
  record Unsettled(String problem) implements StepResult {}

  /** It is done. */
  static StepResult done() {
    return new Done();
  }

  /** To be tried again after the step's own back-off. */
  static StepResult again(String problem) {
    return new Again(problem, Optional.empty());
  }

  /** To be tried again, not before this pause is over. */
  static StepResult again(String problem, Duration pause) {
    return new Again(problem, Optional.of(pause));
  }

  /** Not known yet: to be asked again, however often. */
  static StepResult unsettled(String problem) {
    return new Unsettled(problem);
  }

  /** Refused for what was shown, and the registers' entries that stand now have not come yet. */
  static StepResult entriesBehind(LedgerRefusal.Code code) {
    return unsettled("ledger: " + code + ", the entries of changed registers have not come yet");
  }

  /** No use in trying again. */
  static StepResult dead(String problem) {
    return new Dead(problem);
  }
}
