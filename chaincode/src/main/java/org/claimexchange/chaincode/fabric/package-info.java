/**
 * How the rules meet Fabric: {@link org.claimexchange.chaincode.fabric.ContractOfShim} is the
 * chaincode of the shim, {@link org.claimexchange.chaincode.fabric.Invocation} one call of it.
 */
@NullMarked
package org.claimexchange.chaincode.fabric;

import org.jspecify.annotations.NullMarked;
