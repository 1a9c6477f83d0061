package org.claimexchange.guard.proxy;

import java.time.Duration;

/**
 * How much is taken.
 *
 * @param pageBytes the largest answer of the upstream; nothing leaves before all of it is judged,
 *     so it is held in memory
 * @param requestTime how long one request to the upstream may take
 * @param lookups how many requests to the upstream one request to the proxy may cause
 * @param threads how many requests are answered side by side
 */
public record ProxyLimits(int pageBytes, Duration requestTime, int lookups, int threads) {
  /** 16 MB an answer, 20 seconds a request, 500 look-ups, 32 threads. */
  public static ProxyLimits usual() {
    return new ProxyLimits(16 << 20, Duration.ofSeconds(20), 500, 32);
  }
}
