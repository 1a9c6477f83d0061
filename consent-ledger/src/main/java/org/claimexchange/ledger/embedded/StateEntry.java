package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * One value that a key has had. Entries of a key form a chain from the newest to the oldest, which
 * serves reads as of any block and the key's history alike.
 *
 * @param version who wrote it
 * @param deleted whether the key was deleted by this write
 * @param value the bytes, empty where deleted
 * @param transactionId the writing transaction
 * @param timestamp the time that transaction claims
 * @param previous the value before, if any
 */
record StateEntry(
    Version version,
    boolean deleted,
    ByteString value,
    String transactionId,
    Timestamp timestamp,
    @Nullable StateEntry previous) {}
