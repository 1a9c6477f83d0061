/**
 * The records that stand on the ledger or are signed, their canonical form and digests.
 *
 * <p>Start with {@link org.claimexchange.model.consent.ConsentStatement}, what a grantor signs;
 * then {@link org.claimexchange.model.disclosure.Opening}, how a value is hidden behind a digest;
 * then {@link org.claimexchange.model.transaction.Transaction}, everything that the contract
 * accepts.
 */
@NullMarked
package org.claimexchange.model;

import org.jspecify.annotations.NullMarked;
