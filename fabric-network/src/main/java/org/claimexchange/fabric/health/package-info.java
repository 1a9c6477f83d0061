/** How the nodes are; start with {@link org.claimexchange.fabric.health.Operations}. */
@NullMarked
package org.claimexchange.fabric.health;

import org.jspecify.annotations.NullMarked;
