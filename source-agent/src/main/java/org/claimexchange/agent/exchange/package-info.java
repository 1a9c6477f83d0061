/**
 * The agent's calls to the exchange: {@link org.claimexchange.agent.exchange.ExchangeClient}. It
 * listens nowhere.
 */
@NullMarked
package org.claimexchange.agent.exchange;

import org.jspecify.annotations.NullMarked;
