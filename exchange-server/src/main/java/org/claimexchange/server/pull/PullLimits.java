package org.claimexchange.server.pull;

import java.time.Duration;

/**
 * How much of a source's answer is taken.
 *
 * @param pageBytes the largest page
 * @param totalBytes all pages of one part together
 * @param pagesPerQuery the longest chain of pages
 * @param requestTime how long one request may take
 * @param documentBytes the largest of the source's own files
 * @param documentsBytes all files of one part together
 * @param documentTime how long one file may take
 */
public record PullLimits(
    int pageBytes,
    long totalBytes,
    int pagesPerQuery,
    Duration requestTime,
    int documentBytes,
    long documentsBytes,
    Duration documentTime) {}
