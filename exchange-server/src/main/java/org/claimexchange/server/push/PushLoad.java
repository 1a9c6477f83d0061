package org.claimexchange.server.push;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much is taken in at once, so that agents cannot fill the memory: a budget of megabytes for
 * all, of which no source has more than half.
 */
final class PushLoad {
  private static final int MEGABYTE = 1 << 20;

  private final int most;
  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * @param megabytes for all together
   */
  PushLoad(int megabytes) {
    this.most = megabytes;
  }

  /** Gives its part of the budget back. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes a part of the budget; empty where there is not enough now. */
  synchronized Optional<Held> take(String source, long bytes) {
    int wanted = Math.toIntExact(bytes / MEGABYTE) + 1;
    int own = taken.getOrDefault(source, 0);
    int all = taken.values().stream().mapToInt(Integer::intValue).sum();
    if (all + wanted > most || own + wanted > (most + 1) / 2) {
      return Optional.empty();
    }
    taken.put(source, own + wanted);
    return Optional.of(() -> giveBack(source, wanted));
  }

  private synchronized void giveBack(String source, int megabytes) {
    taken.computeIfPresent(
        source, (key, own) -> own == megabytes ? null : Integer.valueOf(own - megabytes));
  }
}
