package org.claimexchange.server.delivery;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.envelope.ContentCipher;

/**
 * A sealed file in the store.
 *
 * @param cipher what its content is encrypted with: which recipients it is for
 * @param digest SHA-256 of its bytes
 * @param bytes how many
 * @param firstChunk where it begins
 * @param chunks how many chunks it has
 */
record StoredFile(ContentCipher cipher, Digest digest, long bytes, int firstChunk, int chunks) {}
