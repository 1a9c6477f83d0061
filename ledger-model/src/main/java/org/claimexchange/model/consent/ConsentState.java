package org.claimexchange.model.consent;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * A consent as it stands on the ledger.
 *
 * @param consent id
 * @param request id of the request it answers
 * @param statement digest of the {@link ConsentStatement}
 * @param proof salted digest of the {@link GrantorProof}
 * @param status where it stands
 * @param releases how many releases were opened under it
 * @param changedAt timestamp of the transaction that changed it last
 */
public record ConsentState(
    String consent,
    String request,
    Digest statement,
    Digest proof,
    ConsentStatus status,
    int releases,
    Instant changedAt) {}
