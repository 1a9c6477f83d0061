/**
 * The registers that the regulator alone changes, each one Merkle root on the ledger: {@link
 * org.claimexchange.model.register.MerkleTree}, {@link
 * org.claimexchange.model.register.Participant}.
 */
@NullMarked
package org.claimexchange.model.register;

import org.jspecify.annotations.NullMarked;
