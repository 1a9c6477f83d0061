/** What the parts of {@code /actuator/health} share. */
@NullMarked
package org.claimexchange.server.health;

import org.jspecify.annotations.NullMarked;
