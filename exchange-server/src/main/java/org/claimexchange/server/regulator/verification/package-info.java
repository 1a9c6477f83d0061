/**
 * Whether what the operator handed over is what stands on the ledger. Open {@link
 * org.claimexchange.server.regulator.verification.Verification} first.
 */
@NullMarked
package org.claimexchange.server.regulator.verification;

import org.jspecify.annotations.NullMarked;
