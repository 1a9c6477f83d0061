/** What stands on the ledger, typed: {@link org.claimexchange.chaincode.state.States}. */
@NullMarked
package org.claimexchange.chaincode.state;

import org.jspecify.annotations.NullMarked;
