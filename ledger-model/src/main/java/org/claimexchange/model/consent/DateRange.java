package org.claimexchange.model.consent;

import java.time.LocalDate;

/**
 * Days from the first to the last, both included.
 *
 * @param from first day
 * @param to last day, not before the first
 */
public record DateRange(LocalDate from, LocalDate to) {
  /**
   * @throws IllegalArgumentException if it ends before it begins
   */
  public DateRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period must not end before it begins");
    }
  }

  /** Whether the other lies wholly within this one. */
  public boolean contains(DateRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  /** Whether the day lies within. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
