package org.claimexchange.verifier;

import java.util.List;

/**
 * What came of verifying a package: one line for each check.
 *
 * @param lines in the order of the checks
 * @param evaluation whether the ledger is one for evaluation only: then the package proves nothing
 *     to a court
 */
public record VerificationReport(List<Line> lines, boolean evaluation) {

  /** What came of one check. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** could not be made, since an earlier one failed. */
    NOT_REACHED
  }

  /**
   * One check.
   *
   * @param check which
   * @param about the file that it is about, or empty
   * @param outcome what came of it
   * @param reason for a failure: a code for programs and what was expected; else what was found, or
   *     empty
   */
  public record Line(Check check, String about, Outcome outcome, String reason) {

    /** The line for people. */
    public String text() {
      String mark =
          switch (outcome) {
            case PASSED -> "ok     ";
            case FAILED -> "FAILED ";
            case NOT_REACHED -> "-      ";
          };
      return mark
          + check.id()
          + (about.isEmpty() ? "" : " " + about)
          + ": "
          + (outcome == Outcome.PASSED ? check.sentence() : "not shown that " + check.sentence())
          + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }

  public VerificationReport {
    lines = List.copyOf(lines);
  }

  /** Whether every check passed. */
  public boolean holds() {
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.outcome() == Outcome.PASSED);
  }

  /** The checks that failed. */
  public List<Line> failures() {
    return lines.stream().filter(line -> line.outcome() == Outcome.FAILED).toList();
  }
}
