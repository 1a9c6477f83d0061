package org.claimexchange.server.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether what is written gets through, as the last writes of this process found. */
public final class LedgerPulse {
  /** Nobody has tried for so long: what was wrong then says nothing about now. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  private final Clock clock;
  private final AtomicReference<Optional<Trouble>> trouble =
      new AtomicReference<>(Optional.empty());

  /**
   * What keeps writes from getting through.
   *
   * @param sentence in plain words
   * @param since since when
   * @param last when it was last found so
   */
  public record Trouble(String sentence, Instant since, Instant last) {}

  LedgerPulse(Clock clock) {
    this.clock = clock;
  }

  /** A write got through, or was refused by all who must endorse it. */
  void beats() {
    trouble.set(Optional.empty());
  }

  /** A write did not get through. */
  void misses(String sentence) {
    Instant now = clock.instant();
    trouble.updateAndGet(
        before -> Optional.of(new Trouble(sentence, before.map(Trouble::since).orElse(now), now)));
  }

  /** What keeps writes from getting through now; empty where nothing is known to. */
  public Optional<Trouble> trouble() {
    Instant forgotten = clock.instant().minus(FORGOTTEN);
    return trouble.get().filter(one -> one.last().isAfter(forgotten));
  }
}
