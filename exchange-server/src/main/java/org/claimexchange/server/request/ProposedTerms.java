package org.claimexchange.server.request;

import java.time.Duration;

/**
 * What the consent would allow, if granted as asked.
 *
 * @param validity how long it may be used after signing
 * @param uses how many releases
 * @param retentionDays days after delivery until the exchange erases its sealed copy
 */
public record ProposedTerms(Duration validity, int uses, int retentionDays) {}
