/**
 * Checks endorsed reads of the ledger with root certificates alone. Start with {@link
 * org.claimexchange.verifier.evidence.EvidenceVerifier}: one method that reads like the list of
 * checks.
 */
@NullMarked
package org.claimexchange.verifier.evidence;

import org.jspecify.annotations.NullMarked;
