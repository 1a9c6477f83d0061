/**
 * The regulator's feed, for download: {@link org.claimexchange.server.regulator.feed.FeedDownload}.
 */
@NullMarked
package org.claimexchange.server.regulator.feed;

import org.jspecify.annotations.NullMarked;
