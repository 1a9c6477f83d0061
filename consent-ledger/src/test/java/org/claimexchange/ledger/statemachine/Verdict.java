package org.claimexchange.ledger.statemachine;

import java.util.List;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What must come of a transaction. */
sealed interface Verdict {
  /** It is refused. */
  record Refused(Code code) implements Verdict {}

  /**
   * It is committed.
   *
   * @param answer the state that it answers
   * @param writes the states that it writes, in order; none where the same was written before
   */
  record Accepted(Object answer, List<Object> writes) implements Verdict {}
}
