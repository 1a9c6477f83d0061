/**
 * What became of a consent over time, as the ledger tells it: {@link
 * org.claimexchange.model.history.HistoryEntry}.
 */
@NullMarked
package org.claimexchange.model.history;

import org.jspecify.annotations.NullMarked;
