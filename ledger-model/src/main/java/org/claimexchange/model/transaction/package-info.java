/**
 * Everything that the contract accepts, what of it stands on the ledger and what stays hidden:
 * {@link org.claimexchange.model.transaction.Transaction}.
 */
@NullMarked
package org.claimexchange.model.transaction;

import org.jspecify.annotations.NullMarked;
