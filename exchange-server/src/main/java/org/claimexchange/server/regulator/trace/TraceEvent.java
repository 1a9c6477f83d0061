package org.claimexchange.server.regulator.trace;

import java.time.Instant;
import java.util.Optional;

/**
 * One transaction of a consent's history.
 *
 * @param kind what it did
 * @param object id of what it did it to: of the request, consent, release or delivery
 * @param transactionId its id
 * @param block number of its block; empty where no peer tells
 * @param at its timestamp
 */
public record TraceEvent(
    Kind kind, String object, String transactionId, Optional<Long> block, Instant at) {
  /** What a transaction did. */
  public enum Kind {
    /** the insurer's request was recorded. */
    REQUESTED,
    /** the grantor granted. */
    GRANTED,
    /** the grantor said no. */
    REFUSED,
    /** a release was opened. */
    RELEASED,
    /** a sealed package was recorded. */
    DELIVERED,
    /** the insurer signed for it. */
    RECEIVED,
    /** its key was destroyed. */
    ERASED,
    /** the consent was withdrawn. */
    WITHDRAWN
  }
}
