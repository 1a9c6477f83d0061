/**
 * The ledger over the Fabric Gateway SDK: {@link org.claimexchange.ledger.gateway.GatewayLedger}
 * connects, {@link org.claimexchange.ledger.gateway.GatewaySettings} says as whom and to what. The
 * same for the embedded network and for a real one.
 */
@NullMarked
package org.claimexchange.ledger.gateway;

import org.jspecify.annotations.NullMarked;
