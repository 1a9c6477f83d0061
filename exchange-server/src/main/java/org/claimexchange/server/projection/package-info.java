/**
 * A copy of the ledger in PostgreSQL for search and statistics, fed by its blocks: {@link
 * org.claimexchange.server.projection.Projector} takes one block, together with its checkpoint, in
 * one transaction of the database. It can be dropped and made anew; decisions never read it.
 */
@NullMarked
package org.claimexchange.server.projection;

import org.jspecify.annotations.NullMarked;
