package org.claimexchange.chaincode.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * A transaction's timestamp is its caller's claim: it is not endorsed when it is far from the
 * endorser's clock.
 */
public final class TimeCheck {
  /** How far a timestamp may be off, either way. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Clock clock;

  /**
   * @param clock the endorser's clock
   */
  public TimeCheck(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws RefusedException if the timestamp is off by more than {@link #TOLERANCE}
   */
  public void check(Instant timestamp) {
    Duration off = Duration.between(timestamp, clock.instant()).abs();
    RefusedException.unless(
        off.compareTo(TOLERANCE) <= 0,
        Code.CLOCK_SKEW,
        "the timestamp must be within "
            + TOLERANCE.toSeconds()
            + " seconds of the endorser's clock, found "
            + off.toSeconds());
  }
}
