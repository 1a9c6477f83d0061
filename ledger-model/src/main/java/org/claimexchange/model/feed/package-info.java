/**
 * The regulator's feed: all that the ledger hides, for the regulator alone: {@link
 * org.claimexchange.model.feed.FeedEntry}.
 */
@NullMarked
package org.claimexchange.model.feed;

import org.jspecify.annotations.NullMarked;
