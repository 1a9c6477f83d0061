package org.claimexchange.verifier.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.VerificationReport.Outcome;

/**
 * What came of verifying a file of evidence: one line for each check of each read.
 *
 * @param lines in the order of the reads and the checks
 * @param reads the reads that held
 * @param evaluation whether a ledger that signed is one for evaluation only
 */
public record EvidenceReport(List<Line> lines, List<Read> reads, boolean evaluation) {

  /** Longer texts out of a file are cut for the report. */
  private static final int SHOWN = 200;

  /**
   * One check.
   *
   * @param check its name, such as {@code write-set}
   * @param sentence what holds when it passes
   * @param about the read: function and, once it is known, object and for whom
   * @param outcome what came of it
   * @param reason for a failure a code and what was expected; else what should be known, or empty
   */
  public record Line(String check, String sentence, String about, Outcome outcome, String reason) {

    public Line {
      about = shown(about);
      reason = shown(reason);
    }

    /** The line for people. */
    public String text() {
      String mark =
          switch (outcome) {
            case PASSED -> "ok     ";
            case FAILED -> "FAILED ";
            case NOT_REACHED -> "-      ";
          };
      return mark
          + check
          + (about.isEmpty() ? "" : " " + about)
          + ": "
          + (outcome == Outcome.PASSED ? sentence : "not shown that " + sentence)
          + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }

  /**
   * A read that held.
   *
   * @param function the contract's function
   * @param object id of what it is about
   * @param forWhom participant id of whom it was made for
   * @param time at which the peers judged
   * @param organizations MSP ids that endorsed it
   */
  public record Read(
      String function, String object, String forWhom, Instant time, Set<String> organizations) {
    public Read {
      organizations = Set.copyOf(organizations);
    }
  }

  private record Json(
      boolean holds, boolean evaluation, List<JsonLine> checks, List<JsonRead> reads) {}

  private record JsonLine(
      String check, String about, String outcome, String sentence, String reason) {}

  private record JsonRead(
      String function, String object, String forWhom, Instant time, List<String> organizations) {}

  public EvidenceReport {
    lines = List.copyOf(lines);
    reads = List.copyOf(reads);
  }

  /** Whether every check passed. */
  public boolean holds() {
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.outcome() == Outcome.PASSED);
  }

  /** The checks that failed. */
  public List<Line> failures() {
    return lines.stream().filter(line -> line.outcome() == Outcome.FAILED).toList();
  }

  /** Canonical JSON: {@code holds}, {@code evaluation}, {@code checks}, {@code reads}. */
  public String toJson() {
    return CanonicalJson.writeText(
        new Json(
            holds(),
            evaluation,
            lines.stream()
                .map(line ->
                    new JsonLine(
                        line.check(),
                        line.about(),
                        line.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        line.sentence(),
                        line.reason()))
                .toList(),
            reads.stream()
                .map(read ->
                    new JsonRead(
                        read.function(),
                        read.object(),
                        read.forWhom(),
                        read.time(),
                        read.organizations().stream().sorted().toList()))
                .toList()));
  }

  /** A file's own text must not move the cursor of whoever reads the report. */
  private static String shown(String text) {
    String safe = text.replaceAll("\\p{C}", "?");
    return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
  }
}
