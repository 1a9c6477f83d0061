package org.claimexchange.server.patient;

/** One of the {@link PatientProblem}s. It tells nothing about a person. */
final class PatientProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PatientProblem problem;
  private final String cause;

  PatientProblemException(PatientProblem problem) {
    this(problem, "");
  }

  /**
   * @param cause why, for the operator's log; nothing personal
   */
  PatientProblemException(PatientProblem problem, String cause) {
    super(cause.isEmpty() ? problem.code() : problem.code() + ": " + cause);
    this.problem = problem;
    this.cause = cause;
  }

  PatientProblem problem() {
    return problem;
  }

  /** Why, for the operator's log; empty where the problem says it all. */
  String why() {
    return cause;
  }
}
