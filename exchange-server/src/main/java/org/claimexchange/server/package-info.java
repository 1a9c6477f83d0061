/**
 * The exchange's server. Open {@link org.claimexchange.server.ExchangeServer} first, then one
 * package a subject; the way of one claim is {@link org.claimexchange.server.job}'s.
 */
@NullMarked
package org.claimexchange.server;

import org.jspecify.annotations.NullMarked;
