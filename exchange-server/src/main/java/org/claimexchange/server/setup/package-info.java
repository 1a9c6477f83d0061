/**
 * Configuration, and what stands in where production brings its own: database, ledger network,
 * registers. Open {@link org.claimexchange.server.setup.ExchangeProperties} first.
 */
@NullMarked
package org.claimexchange.server.setup;

import org.jspecify.annotations.NullMarked;
