package org.claimexchange.server.regulator.casefile;

import java.time.Instant;

/**
 * Which consents are looked for.
 *
 * @param insurer participant id of the insurer; empty for all
 * @param from granted from when, included
 * @param to granted until when, excluded
 * @param limit how many at the most, 1 to 500
 */
public record CaseSearch(String insurer, Instant from, Instant to, int limit) {
  private static final int MAX_LIMIT = 500;

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public CaseSearch {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a limit from 1 to " + MAX_LIMIT + ", found " + limit);
    }
  }
}
