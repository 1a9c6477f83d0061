package org.claimexchange.server.pull;

import java.time.Duration;

/** Ends one attempt to ask a source; becomes a {@link PullOutcome} at the connector's door. */
final class PullException extends Exception {
  private static final long serialVersionUID = 1L;

  private final PullProblem problem;
  private final Duration after;
  private final String detail;

  PullException(PullProblem problem) {
    this(problem, Duration.ZERO, "");
  }

  PullException(PullProblem problem, Duration after) {
    this(problem, after, "");
  }

  /**
   * @param detail for the operator; nothing personal
   */
  PullException(PullProblem problem, String detail) {
    this(problem, Duration.ZERO, detail);
  }

  private PullException(PullProblem problem, Duration after, String detail) {
    super(problem.name());
    this.problem = problem;
    this.after = after;
    this.detail = detail;
  }

  PullOutcome outcome() {
    return problem.passing()
        ? new PullOutcome.Later(problem, after)
        : new PullOutcome.Failed(problem, detail);
  }
}
