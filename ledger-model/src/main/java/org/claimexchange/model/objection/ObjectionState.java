package org.claimexchange.model.objection;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * An objection as it stands on the ledger.
 *
 * @param objection id
 * @param consent id of the consent
 * @param body digest of the {@link ObjectionBody}
 * @param proof salted digest of the person's proof
 * @param status where it stands
 * @param changedAt timestamp of the transaction that changed it last
 */
public record ObjectionState(
    String objection,
    String consent,
    Digest body,
    Digest proof,
    ObjectionStatus status,
    Instant changedAt) {}
