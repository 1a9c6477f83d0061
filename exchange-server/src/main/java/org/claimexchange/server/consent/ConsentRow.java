package org.claimexchange.server.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * A consent's row: all that may stand in clear.
 *
 * @param id id
 * @param request id of its request
 * @param status where it stands
 * @param refusal code of the ledger's refusal; empty where there is none
 * @param notAfter its end
 * @param transactionId id of the transaction that granted it; empty before
 * @param receivedAt when it came
 * @param grantedAt when it was granted
 * @param withdrawalTransactionId id of the transaction that withdrew it; empty before
 * @param withdrawnAt when it was withdrawn
 */
public record ConsentRow(
    String id,
    String request,
    Status status,
    String refusal,
    Instant notAfter,
    String transactionId,
    Instant receivedAt,
    Optional<Instant> grantedAt,
    String withdrawalTransactionId,
    Optional<Instant> withdrawnAt) {
  /** Where a consent stands here. */
  public enum Status {
    /** signed, not yet on the ledger. */
    PENDING,
    /** the ledger refused it. */
    NOT_GRANTED,
    /** on the ledger. */
    ACTIVE,
    /** withdrawal signed, not yet on the ledger. */
    WITHDRAWING,
    /** withdrawn on the ledger. */
    WITHDRAWN
  }
}
