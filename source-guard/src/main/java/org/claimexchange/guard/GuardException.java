package org.claimexchange.guard;

import java.util.Optional;
import org.claimexchange.verifier.evidence.EvidenceDefect;
import org.jspecify.annotations.Nullable;

/** The guard refuses. Holds no personal data. */
public final class GuardException extends Exception {
  private static final long serialVersionUID = 1L;

  private final GuardRefusal refusal;
  private final @Nullable EvidenceDefect defect;

  /** For the reason given. */
  public GuardException(GuardRefusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
    this.defect = null;
  }

  GuardException(EvidenceDefect defect) {
    super(GuardRefusal.EVIDENCE + ": " + defect);
    this.refusal = GuardRefusal.EVIDENCE;
    this.defect = defect;
  }

  /** Why, and after a colon what is wrong with the evidence; for logs and answers. */
  public String code() {
    return refusal + (defect == null ? "" : ":" + defect);
  }

  /** Why. */
  public GuardRefusal refusal() {
    return refusal;
  }

  /** What is wrong with the evidence, where that is why. */
  public Optional<EvidenceDefect> defect() {
    return Optional.ofNullable(defect);
  }
}
