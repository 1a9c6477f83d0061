package org.claimexchange.server.document;

import java.util.List;
import org.claimexchange.fhir.source.Problem;

/** A file of a source that cannot be taken. Nothing of what the file says is in it. */
public final class RefusedDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems every reason that was found, at least one
   */
  public RefusedDocumentException(List<Problem> problems) {
    super(problems.getFirst().text());
    this.problems = List.copyOf(problems);
  }

  /** Every reason that was found. */
  public List<Problem> problems() {
    return problems;
  }
}
