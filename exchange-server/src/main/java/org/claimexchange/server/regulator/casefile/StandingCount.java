package org.claimexchange.server.regulator.casefile;

import org.claimexchange.server.consent.ConsentStanding;

/**
 * Consents that stand alike.
 *
 * @param standing where they stand
 * @param consents how many
 */
public record StandingCount(ConsentStanding standing, long consents) {}
