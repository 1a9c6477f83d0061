package org.claimexchange.model.evidence;

import java.time.Instant;

/**
 * A nonce that a source issued: answer of {@code POST /release/nonce}.
 *
 * @param nonce 128 random bits, base64url, good for one presentation
 * @param expiresAt until when
 */
public record NonceGrant(String nonce, Instant expiresAt) {}
