/** Insurers' requests: {@link org.claimexchange.chaincode.request.RequestRules}. */
@NullMarked
package org.claimexchange.chaincode.request;

import org.jspecify.annotations.NullMarked;
