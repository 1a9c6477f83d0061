package org.claimexchange.server.delivery;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;

/**
 * A delivery's row.
 *
 * @param id id
 * @param release id of its release
 * @param consent id of its consent
 * @param request id of its request
 * @param insurer participant id of who may fetch it
 * @param packageKey id of the key that locks the package
 * @param sealed SHA-256 of the sealed package
 * @param bytes its size
 * @param status where it stands
 * @param transactionId id of the transaction that recorded it; empty before
 * @param sealedAt when it was sealed
 * @param recordedAt when it was recorded
 * @param fetchedAt when it was fetched first
 * @param receiptTransactionId id of the receipt's transaction; empty before
 * @param receivedAt when the insurer signed for it
 * @param eraseAt when it is erased at the latest
 * @param erasedAt when it was erased
 */
public record DeliveryRow(
    String id,
    String release,
    String consent,
    String request,
    String insurer,
    String packageKey,
    Digest sealed,
    long bytes,
    Status status,
    String transactionId,
    Instant sealedAt,
    Optional<Instant> recordedAt,
    Optional<Instant> fetchedAt,
    String receiptTransactionId,
    Optional<Instant> receivedAt,
    Instant eraseAt,
    Optional<Instant> erasedAt) {
  /** Where a delivery stands. */
  public enum Status {
    /** sealed, not on the ledger yet. */
    SEALED,
    /** on the ledger: may be fetched. */
    RECORDED,
    /** the insurer signed for it; may still be fetched. */
    RECEIVED,
    /** its key is destroyed, the ledger to be told. */
    ERASING,
    /** erased. */
    ERASED,
    /** never recorded, and destroyed. */
    DESTROYED
  }
}
