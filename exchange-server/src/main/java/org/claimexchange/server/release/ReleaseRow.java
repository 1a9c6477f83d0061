package org.claimexchange.server.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A release's row.
 *
 * @param id id
 * @param consent id of its consent
 * @param request id of its request
 * @param status where it stands
 * @param deadline until when it may be pulled
 * @param transactionId id of the transaction that opened it; empty before
 * @param openedAt when it was opened
 */
public record ReleaseRow(
    String id,
    String consent,
    String request,
    Status status,
    Instant deadline,
    String transactionId,
    Optional<Instant> openedAt) {
  /** Where a release stands. */
  public enum Status {
    /** not on the ledger yet. */
    PREPARED,
    /** on the ledger: sources are asked. */
    OPEN,
    /** every source has answered or is given up. */
    COLLECTED,
    /** what came is sealed; the pages are gone. */
    SEALED,
    /** stopped: refused, withdrawn, or nothing came. */
    STOPPED
  }
}
