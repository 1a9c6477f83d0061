/**
 * The exchange's door to the ledger, in the words of the design: {@link
 * org.claimexchange.ledger.ConsentLedger}. Nothing here shows how the ledger is reached; {@code
 * gateway} does that.
 */
@NullMarked
package org.claimexchange.ledger;

import org.jspecify.annotations.NullMarked;
