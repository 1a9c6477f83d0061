package org.claimexchange.verifier.evidence;

/** Is told each check once all of it has passed. */
@FunctionalInterface
interface Trail {
  void passed(EvidenceDefect check);

  /** Nobody asks which checks passed. */
  static Trail none() {
    return check -> {};
  }
}
