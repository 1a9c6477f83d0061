package org.claimexchange.server.consent;

import java.time.Instant;
import org.claimexchange.model.transaction.LedgerRefusal;

/** How a refusal or withdrawal ended. */
public sealed interface ActOutcome {
  /**
   * It stands on the ledger.
   *
   * @param transactionId id of the ledger's transaction
   * @param at when it was committed
   */
  record Done(String transactionId, Instant at) implements ActOutcome {}

  /**
   * The ledger refused it.
   *
   * @param reason why
   */
  record Refused(LedgerRefusal reason) implements ActOutcome {}

  /** There is no such request or consent for this person, or it is answered already. */
  record NotOpen() implements ActOutcome {}

  /** The ledger has not answered yet; it is tried again until it does. */
  record Pending() implements ActOutcome {}
}
