/**
 * That one person signed one statement just now, by token and signature: {@link
 * org.claimexchange.chaincode.identity.ProofCheck}.
 */
@NullMarked
package org.claimexchange.chaincode.identity;

import org.jspecify.annotations.NullMarked;
