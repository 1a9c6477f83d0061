/**
 * Opening releases, and carrying out the pull that each allows. Open {@link
 * org.claimexchange.server.release.OpenReleaseWork} first.
 */
@NullMarked
package org.claimexchange.server.release;

import org.jspecify.annotations.NullMarked;
