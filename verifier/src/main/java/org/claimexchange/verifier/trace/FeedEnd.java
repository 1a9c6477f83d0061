package org.claimexchange.verifier.trace;

/**
 * How far the feed reaches.
 *
 * @param lines how many lines it has
 * @param last number of its last entry, 0 where there is none
 * @param passedOver entries whose transaction took no effect in these blocks
 */
public record FeedEnd(long lines, long last, long passedOver) {}
