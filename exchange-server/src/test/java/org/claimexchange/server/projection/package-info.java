/** The copy of the ledger: exactly once, equal, made anew. */
@NullMarked
package org.claimexchange.server.projection;

import org.jspecify.annotations.NullMarked;
