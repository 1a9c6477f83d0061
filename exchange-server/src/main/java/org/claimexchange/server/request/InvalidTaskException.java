package org.claimexchange.server.request;

import java.util.List;
import java.util.stream.Collectors;

/** A Task that cannot be taken, with all that is wrong with it. */
public final class InvalidTaskException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<RequestProblem> problems;

  InvalidTaskException(List<RequestProblem> problems) {
    super(
        problems.stream()
            .map(p -> p.expression() + ": " + p.sentence())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong. */
  public List<RequestProblem> problems() {
    return problems;
  }
}
