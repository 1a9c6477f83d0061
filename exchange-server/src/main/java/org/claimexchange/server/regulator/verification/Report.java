package org.claimexchange.server.regulator.verification;

import java.time.Instant;
import java.util.List;

/**
 * What came of verifying one consent.
 *
 * @param consent id of the consent
 * @param at when
 * @param lines one for each check
 */
public record Report(String consent, Instant at, List<CheckLine> lines) {
  public Report {
    lines = List.copyOf(lines);
  }

  /** How many checks failed. */
  public long failures() {
    return lines.stream().filter(line -> line.verdict() instanceof Verdict.Fails).count();
  }

  /** How many checks had nothing to check. */
  public long notNeeded() {
    return lines.stream().filter(line -> line.verdict() instanceof Verdict.NothingToCheck).count();
  }

  /** How many checks hold. */
  public long held() {
    return lines.size() - failures() - notNeeded();
  }

  /** Whether none failed. */
  public boolean allHold() {
    return failures() == 0;
  }
}
