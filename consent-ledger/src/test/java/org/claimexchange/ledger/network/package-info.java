/**
 * On which network the ledger's scenarios and attacks run: the embedded one, or with {@code
 * -Dledger.network=fabric} Fabric's own peers and orderers.
 */
@NullMarked
package org.claimexchange.ledger.network;

import org.jspecify.annotations.NullMarked;
