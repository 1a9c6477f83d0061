/**
 * The contract: what the ledger accepts. {@link org.claimexchange.chaincode.ConsentContract} lists
 * every function; {@link org.claimexchange.chaincode.ConsentRules} says which class judges it.
 */
@NullMarked
package org.claimexchange.chaincode;

import org.jspecify.annotations.NullMarked;
