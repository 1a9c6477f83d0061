package org.claimexchange.agent.judge;

import java.util.List;
import org.claimexchange.fhir.source.Problem;

/**
 * A file that stays. It hides its name from logs.
 *
 * @param name how the source calls it
 * @param format its format
 * @param reason why
 * @param problems where it could not be mapped: field path, line and what was expected
 */
public record KeptBack(String name, String format, Reason reason, List<Problem> problems) {
  public KeptBack {
    problems = List.copyOf(problems);
  }

  /** Why a file stays. */
  public enum Reason {
    /** It cannot be read from where it lies. */
    UNREADABLE,
    /** It is not what its format prescribes. */
    NOT_MAPPED,
    /** It is about another person. */
    OTHER_PERSON,
    /** Nothing in it was granted. */
    NOT_GRANTED,
    /** What may go of it is larger than 64 MB, or all files together than 256 MB. */
    TOO_LARGE
  }

  @Override
  public String toString() {
    return "KeptBack[" + format + ", " + reason + "]";
  }
}
