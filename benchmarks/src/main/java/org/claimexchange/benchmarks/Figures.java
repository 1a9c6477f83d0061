package org.claimexchange.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** What is said of several measurements of one thing. */
final class Figures {
  private final List<Duration> sorted;

  Figures(List<Duration> measured) {
    this.sorted = measured.stream().sorted().toList();
  }

  Duration median() {
    return at(0.5);
  }

  Duration at(double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }

  /** A figure with so many decimals. */
  static BigDecimal rounded(double figure, int decimals) {
    return BigDecimal.valueOf(figure).setScale(decimals, RoundingMode.HALF_UP);
  }

  /** Seconds with three decimals. */
  static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis())
        .movePointLeft(3)
        .setScale(3, RoundingMode.HALF_UP);
  }
}
