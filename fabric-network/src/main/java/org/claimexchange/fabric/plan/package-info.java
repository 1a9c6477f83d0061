/**
 * What a network on one machine consists of; start with {@link
 * org.claimexchange.fabric.plan.FabricPlan}.
 */
@NullMarked
package org.claimexchange.fabric.plan;

import org.jspecify.annotations.NullMarked;
