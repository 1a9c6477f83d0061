/**
 * The permission for one pull, and what it rests on: {@link
 * org.claimexchange.chaincode.release.ReleaseRules}, {@link
 * org.claimexchange.chaincode.release.CoverCheck}.
 */
@NullMarked
package org.claimexchange.chaincode.release;

import org.jspecify.annotations.NullMarked;
