package org.claimexchange.ledger;

import java.time.Duration;

/**
 * How often a write is tried anew that another one overtook (an MVCC conflict is normal).
 *
 * @param attempts at the most, at least 1
 * @param firstPause before the second attempt; doubles each time, and a random part of it is waited
 */
public record RetryPolicy(int attempts, Duration firstPause) {
  /**
   * @throws IllegalArgumentException if there is no attempt or the pause is negative
   */
  public RetryPolicy {
    if (attempts < 1 || firstPause.isNegative()) {
      throw new IllegalArgumentException("a retry policy has at least one attempt");
    }
  }

  /** Six attempts, the first pause 50 ms. */
  public static RetryPolicy standard() {
    return new RetryPolicy(6, Duration.ofMillis(50));
  }

  /** One attempt. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO);
  }
}
