package org.claimexchange.model.source;

import java.util.List;

/**
 * The answer of {@code GET /agent/releases}.
 *
 * @param releases those that wait for this source, the oldest first, at most {@value #MOST}; where
 *     there are as many, more may wait behind the last of them
 */
public record AwaitedReleases(List<AwaitedRelease> releases) {
  /** How many one answer holds. */
  public static final int MOST = 100;

  public AwaitedReleases {
    releases = List.copyOf(releases);
  }
}
