/**
 * Endorsed reads of the ledger as they travel: {@link org.claimexchange.model.evidence.Evidence}.
 */
@NullMarked
package org.claimexchange.model.evidence;

import org.jspecify.annotations.NullMarked;
