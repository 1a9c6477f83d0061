package org.claimexchange.model.source;

import java.util.List;

/**
 * The answer of {@code GET /agent/releases}.
 *
 * @param releases those that wait for this source, the oldest first, at most 100
 */
public record AwaitedReleases(List<AwaitedRelease> releases) {
  public AwaitedReleases {
    releases = List.copyOf(releases);
  }
}
