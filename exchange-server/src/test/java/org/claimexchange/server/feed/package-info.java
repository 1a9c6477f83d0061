/** The regulator's feed: what is written, opened again with the verifier's reader. */
@NullMarked
package org.claimexchange.server.feed;

import org.jspecify.annotations.NullMarked;
