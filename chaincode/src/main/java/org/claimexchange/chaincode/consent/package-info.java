/**
 * Consents, which only their grantors can make: {@link
 * org.claimexchange.chaincode.consent.GrantChecks}, {@link
 * org.claimexchange.chaincode.consent.RevokeRules}.
 */
@NullMarked
package org.claimexchange.chaincode.consent;

import org.jspecify.annotations.NullMarked;
