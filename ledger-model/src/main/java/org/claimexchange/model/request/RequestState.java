package org.claimexchange.model.request;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * A request as it stands on the ledger.
 *
 * @param request id
 * @param body digest of the {@link RequestBody}
 * @param status where it stands
 * @param changedAt timestamp of the transaction that brought it there
 */
public record RequestState(String request, Digest body, RequestStatus status, Instant changedAt) {}
