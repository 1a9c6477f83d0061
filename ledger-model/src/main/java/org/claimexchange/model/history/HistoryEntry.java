package org.claimexchange.model.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One transaction that changed something of a consent.
 *
 * @param txId the transaction's id
 * @param time its timestamp
 * @param key what it changed: kind and id, such as {@code release/LkS2…}; kinds are {@code
 *     request}, {@code consent}, {@code release}, {@code delivery}, {@code receipt}, {@code
 *     objection} and {@code answer}
 * @param value what it wrote: the canonical JSON of the kind's state; of a receipt its digest
 */
public record HistoryEntry(String txId, Instant time, String key, JsonNode value) {}
