/**
 * The regulator's feed: the hidden side of every transaction, kept for the regulator before the
 * transaction is handed in. Open {@link org.claimexchange.server.feed.Feed} first; the form of an
 * entry is {@link org.claimexchange.model.feed.FeedEntry}.
 */
@NullMarked
package org.claimexchange.server.feed;

import org.jspecify.annotations.NullMarked;
