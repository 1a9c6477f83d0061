/** Fabric's own programs; start with {@link org.claimexchange.fabric.binaries.FabricHome}. */
@NullMarked
package org.claimexchange.fabric.binaries;

import org.jspecify.annotations.NullMarked;
