package org.claimexchange.server.regulator.casefile;

import java.time.Instant;
import org.claimexchange.server.consent.ConsentStanding;

/**
 * A consent in a list: nothing here tells who the person is.
 *
 * @param consent id of the consent, also the receipt number
 * @param insurer participant id of the insurer that asked
 * @param grantedAt when it was granted
 * @param standing where it stands, as the operator says
 */
public record CaseLine(
    String consent, String insurer, Instant grantedAt, ConsentStanding standing) {}
