/**
 * Deliveries, receipts and erasures: {@link org.claimexchange.chaincode.delivery.DeliveryRules}.
 */
@NullMarked
package org.claimexchange.chaincode.delivery;

import org.jspecify.annotations.NullMarked;
