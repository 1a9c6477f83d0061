package org.claimexchange.server.pull;

import java.time.Duration;

/**
 * How much of a source's answer is taken.
 *
 * @param pageBytes the largest page
 * @param totalBytes all pages of one part together
 * @param pagesPerQuery the longest chain of pages
 * @param requestTime how long one request may take
 */
public record PullLimits(int pageBytes, long totalBytes, int pagesPerQuery, Duration requestTime) {
  /** 16 MB a page, 256 MB and 2,000 pages in all, 30 seconds a request. */
  public static PullLimits usual() {
    return new PullLimits(16 << 20, 256L << 20, 2_000, Duration.ofSeconds(30));
  }
}
