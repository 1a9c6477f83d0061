package org.claimexchange.ledger;

import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What came of asking for evidence. */
public sealed interface EvidenceOutcome {
  /**
   * The peers signed.
   *
   * @param evidence one read, with the endorsements of all organizations that were asked
   */
  record Endorsed(Evidence evidence) implements EvidenceOutcome {}

  /** The contract refuses: what was asked for is not, or no longer, so. */
  record Refused(LedgerRefusal refusal) implements EvidenceOutcome {}

  /**
   * The peers needed did not answer, or not alike: try again later.
   *
   * @param reason for operators; tells nothing about a person
   */
  record NotEndorsed(String reason) implements EvidenceOutcome {}
}
