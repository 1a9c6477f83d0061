/**
 * The guard in front of a system that is no servlet: a reverse proxy. Open {@link
 * org.claimexchange.guard.proxy.GuardProxy} first.
 */
@NullMarked
package org.claimexchange.guard.proxy;

import org.jspecify.annotations.NullMarked;
