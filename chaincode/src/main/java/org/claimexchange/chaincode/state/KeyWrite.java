package org.claimexchange.chaincode.state;

import java.time.Instant;

/**
 * One committed write of a key.
 *
 * @param txId the transaction's id
 * @param time its timestamp
 * @param value what it wrote
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyWrite(String txId, Instant time, byte[] value) {}
