/**
 * Registers and figures at one look. Open {@link
 * org.claimexchange.server.regulator.overview.RegistersOverview} first.
 */
@NullMarked
package org.claimexchange.server.regulator.overview;

import org.jspecify.annotations.NullMarked;
