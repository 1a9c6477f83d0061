/** Why the contract says no: {@link org.claimexchange.chaincode.refusal.RefusedException}. */
@NullMarked
package org.claimexchange.chaincode.refusal;

import org.jspecify.annotations.NullMarked;
