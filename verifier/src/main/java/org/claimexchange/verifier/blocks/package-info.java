/**
 * Reads a ledger's blocks, from the embedded network's file or as a Fabric peer hands them out, and
 * believes none that does not hold together: {@link
 * org.claimexchange.verifier.blocks.LedgerBlocks}.
 */
@NullMarked
package org.claimexchange.verifier.blocks;

import org.jspecify.annotations.NullMarked;
