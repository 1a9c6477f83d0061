/**
 * The whole server, as it runs in the embedded set-up, asked over HTTP. Open {@link
 * org.claimexchange.server.scenario.RunningExchange} first.
 */
@NullMarked
package org.claimexchange.server.scenario;

import org.jspecify.annotations.NullMarked;
