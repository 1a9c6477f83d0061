/**
 * The chaincode's package and definition; start with {@link
 * org.claimexchange.fabric.chaincode.ChaincodeLifecycle}.
 */
@NullMarked
package org.claimexchange.fabric.chaincode;

import org.jspecify.annotations.NullMarked;
