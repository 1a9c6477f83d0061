package org.claimexchange.server.consent;

import java.time.Instant;

/** What follows from a consent and from its withdrawal; in the caller's transaction. */
public interface AfterGrant {
  /**
   * A consent stands on the ledger: its release is prepared and asked for.
   *
   * @param consent the consent
   * @param transactionId id of the ledger's transaction
   * @param at when it was committed
   */
  void granted(StoredConsent consent, String transactionId, Instant at);

  /**
   * A consent is withdrawn on the ledger: what was under way stops, what rests is erased.
   *
   * @param consent the consent's row
   * @param transactionId id of the ledger's transaction
   * @param at when it was committed
   */
  void withdrawn(ConsentRow consent, String transactionId, Instant at);

  /**
   * A consent has come to its end: the same follows as from a withdrawal.
   *
   * @param consent the consent's row
   * @param at when that was found
   */
  void expired(ConsentRow consent, Instant at);
}
