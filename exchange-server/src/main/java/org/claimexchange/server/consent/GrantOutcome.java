package org.claimexchange.server.consent;

import java.time.Instant;
import org.claimexchange.model.transaction.LedgerRefusal;

/** How a grant ended. */
public sealed interface GrantOutcome {
  /**
   * It stands on the ledger.
   *
   * @param consent id of the consent; also the receipt number
   * @param transactionId id of the ledger's transaction
   * @param at when it was committed
   */
  record Granted(String consent, String transactionId, Instant at) implements GrantOutcome {}

  /**
   * Nothing was granted and nothing will be handed out.
   *
   * @param reason why
   */
  record Refused(LedgerRefusal reason) implements GrantOutcome {}

  /**
   * The ledger has not answered yet. The consent is kept and tried again; {@link Consents#find}
   * tells how it ended.
   *
   * @param consent id of the consent
   */
  record Pending(String consent) implements GrantOutcome {}
}
