/**
 * A consent's history as the ledger alone tells it. Open {@link
 * org.claimexchange.server.regulator.trace.Tracer} first.
 */
@NullMarked
package org.claimexchange.server.regulator.trace;

import org.jspecify.annotations.NullMarked;
