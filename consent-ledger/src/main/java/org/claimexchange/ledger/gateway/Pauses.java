package org.claimexchange.ledger.gateway;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.claimexchange.ledger.RetryPolicy;

/** The pauses between attempts at one call, as a policy has them. */
final class Pauses {
  /** Some seconds in all: peers get a block within milliseconds of each other, if they are well. */
  private static final RetryPolicy UNTIL_LEVEL = new RetryPolicy(8, Duration.ofMillis(50));

  private int left;
  private Duration next;

  Pauses(RetryPolicy policy) {
    this.left = policy.attempts() - 1;
    this.next = policy.firstPause();
  }

  /** For organizations' peers to reach the same block. */
  static Pauses untilLevel() {
    return new Pauses(UNTIL_LEVEL);
  }

  /**
   * Waits half the pause to the whole of it, so that writers that met do not meet again.
   *
   * @return false if there is no attempt left, or the thread was interrupted
   */
  boolean waited() {
    if (left == 0) {
      return false;
    }
    left--;
    long half = next.toMillis() / 2;
    next = next.multipliedBy(2);
    try {
      Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
