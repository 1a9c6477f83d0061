/**
 * The regulator's registers: {@link org.claimexchange.chaincode.register.RegisterRules} changes
 * them, {@link org.claimexchange.chaincode.register.Registers} proves entries of them.
 */
@NullMarked
package org.claimexchange.chaincode.register;

import org.jspecify.annotations.NullMarked;
