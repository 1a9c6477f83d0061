package org.claimexchange.fhir.source;

/** What makes the rest of a file unreadable. Mappers turn it into {@link MapOutcome.Refused}. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** With the reason; nothing of what the file says is in it. */
  public RefusedException(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  /** The reason. */
  public Problem problem() {
    return problem;
  }
}
