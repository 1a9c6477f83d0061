package org.claimexchange.verifier.evidence;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How old evidence may be. */
public sealed interface Freshness {

  /** Tells now. */
  Clock clock();

  /** How far the peers' clocks may be ahead of ours. */
  Duration maxAhead();

  /** The oldest that is taken, where the age counts at all. */
  Optional<Duration> maxAge();

  /**
   * For whoever acts on it now, such as a source.
   *
   * @param oldest the oldest that is taken
   * @param maxAhead how far the peers' clocks may be ahead of ours
   * @param clock tells now
   */
  record Within(Duration oldest, Duration maxAhead, Clock clock) implements Freshness {
    @Override
    public Optional<Duration> maxAge() {
      return Optional.of(oldest);
    }
  }

  /**
   * For whoever looks at it long after, such as a court: the answer's own time counts, and it is
   * only not from the future.
   *
   * @param maxAhead how far the peers' clocks may be ahead of ours
   * @param clock tells now
   */
  record OfAnyAge(Duration maxAhead, Clock clock) implements Freshness {
    @Override
    public Optional<Duration> maxAge() {
      return Optional.empty();
    }
  }
}
