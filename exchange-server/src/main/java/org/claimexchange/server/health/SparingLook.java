package org.claimexchange.server.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;

/** Looks at ledger and database at most once in a few seconds, however often it is asked. */
public final class SparingLook {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Clock clock;
  private final Supplier<Health> look;
  private Instant asked = Instant.EPOCH;
  private Health last = Health.unknown().build();

  /**
   * @param look what is done when the last one is too old
   */
  public SparingLook(Clock clock, Supplier<Health> look) {
    this.clock = clock;
    this.look = look;
  }

  /** What was found last. */
  public synchronized Health health() {
    Instant now = clock.instant();
    if (asked.plus(FRESH).isBefore(now)) {
      last = look.get();
      asked = clock.instant();
    }
    return last;
  }
}
