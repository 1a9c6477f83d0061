package org.claimexchange.server.consent;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.server.register.ParticipantFacts;

/**
 * How one source is doing.
 *
 * @param source which
 * @param state where it stands
 * @param changedAt since when
 * @param waitingUntil until when a late source is waited for
 * @param records how many records of the grant came; 0 until it has answered
 */
public record SourceProgress(
    ParticipantFacts source,
    State state,
    Instant changedAt,
    Optional<Instant> waitingUntil,
    int records) {
  /** Where a source stands. */
  public enum State {
    /** not asked yet. */
    NOT_ASKED,
    /** asked. */
    ASKED,
    /** did not answer yet; tried again. */
    LATE,
    /** all came. */
    COMPLETE,
    /** came, and something about it was not right; the rest went on. */
    COMPLETE_WITH_PROBLEMS,
    /** did not hand out; given up. */
    FAILED,
    /** stopped by a withdrawal. */
    STOPPED
  }
}
