package org.claimexchange.model.consent;

import java.time.Instant;
import java.util.List;

/**
 * How long and how often a consent may be used.
 *
 * @param notBefore from when, included
 * @param notAfter until when, excluded
 * @param uses how many releases may be opened, at least 1
 * @param standing of a standing authorization, one element; empty otherwise
 */
public record Terms(Instant notBefore, Instant notAfter, int uses, List<Standing> standing) {
  /**
   * @throws IllegalArgumentException if it ends before it begins or allows no use
   */
  public Terms {
    if (!notAfter.isAfter(notBefore) || uses < 1 || standing.size() > 1) {
      throw new IllegalArgumentException(
          "terms need an end after their beginning and at least one use");
    }
    standing = List.copyOf(standing);
  }

  /** Whether the consent may be used at this instant. */
  public boolean liveAt(Instant time) {
    return !time.isBefore(notBefore) && time.isBefore(notAfter);
  }
}
