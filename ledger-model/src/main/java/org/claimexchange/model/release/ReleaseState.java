package org.claimexchange.model.release;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * A release as it stands on the ledger.
 *
 * @param release id
 * @param consent id of the consent it was opened under
 * @param body digest of the {@link ReleaseBody}
 * @param deliveries how many deliveries were recorded under it
 * @param changedAt timestamp of the transaction that changed it last
 */
public record ReleaseState(
    String release, String consent, Digest body, int deliveries, Instant changedAt) {}
