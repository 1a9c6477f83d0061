package org.claimexchange.model.register;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * A register as it stands on the ledger.
 *
 * @param register which
 * @param root root of its Merkle tree
 * @param version counts its changes
 * @param changedAt timestamp of the last change
 */
public record RegisterState(RegisterName register, Digest root, long version, Instant changedAt) {}
