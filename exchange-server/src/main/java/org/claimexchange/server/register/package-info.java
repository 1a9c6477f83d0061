/**
 * The regulator's registers as the operator keeps them. Open {@link
 * org.claimexchange.server.register.Registers} first.
 */
@NullMarked
package org.claimexchange.server.register;

import org.jspecify.annotations.NullMarked;
