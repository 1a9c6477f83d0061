package org.claimexchange.agent;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When to try again after failures: 5 seconds, doubled each time, at most 10 minutes. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LAST = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 8;

  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Failures> failures = new HashMap<>();

  private record Failures(int count, Instant next) {}

  Backoff(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  boolean mayTry(String what) {
    var known = failures.get(what);
    return known == null || !clock.instant().isBefore(known.next());
  }

  /**
   * Notes a failure.
   *
   * @param atLeast how long the other side asks to be left alone
   */
  Duration failed(String what, Duration atLeast) {
    var known = failures.get(what);
    int count = known == null ? 0 : Math.min(known.count() + 1, MOST_DOUBLINGS);
    Duration wait = FIRST.multipliedBy(1L << count);
    // Up to a fifth more, so that agents that failed together do not come back together.
    wait = wait.plusMillis(random.nextLong(wait.toMillis() / 5));
    wait = wait.compareTo(LAST) > 0 ? LAST : wait;
    wait = wait.compareTo(atLeast) < 0 ? atLeast : wait;
    failures.put(what, new Failures(count, clock.instant().plus(wait)));
    return wait;
  }

  /** Notes that it worked and need not be looked at for a while. */
  void rest(String what, Duration wait) {
    failures.put(what, new Failures(-1, clock.instant().plus(wait)));
  }

  void worked(String what) {
    failures.remove(what);
  }

  void only(Iterable<String> those) {
    var kept = new HashMap<String, Failures>();
    for (String what : those) {
      var known = failures.get(what);
      if (known != null) {
        kept.put(what, known);
      }
    }
    failures.clear();
    failures.putAll(kept);
  }
}
