package org.claimexchange.server.request;

import java.time.Instant;
import java.util.Optional;

/**
 * A request's row: all that may stand in clear.
 *
 * @param id id
 * @param insurer participant id of who asks
 * @param taskDigest SHA-256 of the Task's canonical JSON
 * @param status where it stands
 * @param reason code of the reason for that; empty where there is none
 * @param linkReader tag of the person that the link is bound to; empty while it is not
 * @param release id of its release, made with the request
 * @param delivery id of its delivery, made with the request
 * @param transactionId id of the ledger's transaction that recorded it; empty before
 * @param receivedAt when it came
 * @param recordedAt when it was recorded
 * @param expiresAt until when it can be answered
 * @param changedAt when its status changed last
 */
public record RequestRow(
    String id,
    String insurer,
    String taskDigest,
    DataRequestStatus status,
    String reason,
    String linkReader,
    String release,
    String delivery,
    String transactionId,
    Instant receivedAt,
    Optional<Instant> recordedAt,
    Instant expiresAt,
    Instant changedAt) {}
