/**
 * Who of the regulator looked at whom, and why. Open {@link
 * org.claimexchange.server.regulator.access.AccessLog} first.
 */
@NullMarked
package org.claimexchange.server.regulator.access;

import org.jspecify.annotations.NullMarked;
