package org.claimexchange.server.release;

import java.time.Instant;

/**
 * One part of a release, as it is pulled.
 *
 * @param release id of the release
 * @param part number of the part, from 0
 * @param source participant id of the source
 * @param status where it stands
 * @param problem why it is late or failed, a name of {@code PullProblem}; empty otherwise
 * @param records how many records passed the filter; 0 before
 * @param waitingUntil until when the source is waited for
 * @param changedAt when it was last touched
 */
public record PullRow(
    String release,
    int part,
    String source,
    Status status,
    String problem,
    int records,
    Instant waitingUntil,
    Instant changedAt) {
  /** The problem of a part whose records contradict themselves. */
  static final String UNUSABLE = "UNUSABLE";

  /** Where a part stands. */
  public enum Status {
    /** not asked yet. */
    WAITING,
    /** asked, and to be asked again. */
    LATE,
    /** all came. */
    COMPLETE,
    /** all came, and something of it was dropped as the source's fault. */
    COMPLETE_WITH_PROBLEMS,
    /** given up. */
    FAILED,
    /** stopped by a withdrawal or the ledger. */
    STOPPED;

    /** Whether nothing more comes. */
    public boolean ended() {
      return switch (this) {
        case WAITING, LATE -> false;
        case COMPLETE, COMPLETE_WITH_PROBLEMS, FAILED, STOPPED -> true;
      };
    }

    /** Whether all came. */
    public boolean complete() {
      return this == COMPLETE || this == COMPLETE_WITH_PROBLEMS;
    }
  }

  /** Whether all came and cannot be used: then none of the claim is sent. */
  public boolean unusable() {
    return status == Status.FAILED && problem.equals(UNUSABLE);
  }

  /** The object id of its step. */
  public static String stepObject(String release, int part) {
    return release + "." + part;
  }
}
