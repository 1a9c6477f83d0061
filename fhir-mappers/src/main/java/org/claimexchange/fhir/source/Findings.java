package org.claimexchange.fhir.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a file and what a reader must know of it. */
public final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private int leftOff;

  /** Notes a reason to refuse the file. */
  public void problem(Defect defect, String path, int line, String expected) {
    if (problems.size() < Limits.MOST_PROBLEMS) {
      problems.add(new Problem(defect, path, line, expected));
    }
  }

  /** Notes something that was taken as it is. */
  public void remark(Remark.Kind kind, String path, int line, String value) {
    if (remarks.size() < Limits.MOST_REMARKS) {
      remarks.add(new Remark(kind, path, line, value));
    } else {
      leftOff++;
    }
  }

  /** The refusal, where there is a reason for one. */
  public Optional<MapOutcome> refusal() {
    return problems.isEmpty() ? Optional.empty() : Optional.of(new MapOutcome.Refused(problems));
  }

  /** What was noted but does not refuse the file. */
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  /** How many remarks were made beyond {@link Limits#MOST_REMARKS}. */
  public int leftOff() {
    return leftOff;
  }
}
