package org.claimexchange.server.pull;

import java.time.Duration;

/** Ends one attempt to ask a source; becomes a {@link PullOutcome} at the connector's door. */
final class PullException extends Exception {
  private static final long serialVersionUID = 1L;

  private final PullProblem problem;
  private final Duration after;

  PullException(PullProblem problem) {
    this(problem, Duration.ZERO);
  }

  PullException(PullProblem problem, Duration after) {
    super(problem.name());
    this.problem = problem;
    this.after = after;
  }

  PullOutcome outcome() {
    return problem.passing()
        ? new PullOutcome.Later(problem, after)
        : new PullOutcome.Failed(problem);
  }
}
