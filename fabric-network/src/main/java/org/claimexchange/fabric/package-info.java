/**
 * A network of Fabric's own peers and orderers on one machine; start with {@link
 * org.claimexchange.fabric.FabricNetwork}.
 */
@NullMarked
package org.claimexchange.fabric;

import org.jspecify.annotations.NullMarked;
