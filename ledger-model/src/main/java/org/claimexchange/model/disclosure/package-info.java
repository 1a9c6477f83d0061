/**
 * How a value is hidden on the ledger: {@link org.claimexchange.model.disclosure.Opening} is the
 * value with its salt, {@link org.claimexchange.model.disclosure.Digest} what stands on the ledger.
 */
@NullMarked
package org.claimexchange.model.disclosure;

import org.jspecify.annotations.NullMarked;
