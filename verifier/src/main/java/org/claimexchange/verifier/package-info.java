/**
 * Checks claim packages offline, trusting nobody but root certificates: {@link
 * org.claimexchange.verifier.PackageVerifier}. Evidence of the ledger by itself is checked by
 * {@link org.claimexchange.verifier.evidence.EvidenceVerifier}.
 */
@NullMarked
package org.claimexchange.verifier;

import org.jspecify.annotations.NullMarked;
