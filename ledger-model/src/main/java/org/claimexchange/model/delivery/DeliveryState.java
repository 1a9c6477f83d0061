package org.claimexchange.model.delivery;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;

/**
 * A delivery as it stands on the ledger.
 *
 * @param delivery id
 * @param release id of its release
 * @param consent id of its consent
 * @param sealed SHA-256 of the sealed package, as the insurer downloads it
 * @param body digest of the {@link DeliveryBody}
 * @param status where it stands
 * @param supersededBy id of the delivery that replaces it, one element; empty while none does
 * @param changedAt timestamp of the transaction that changed it last
 */
public record DeliveryState(
    String delivery,
    String release,
    String consent,
    Digest sealed,
    Digest body,
    DeliveryStatus status,
    List<String> supersededBy,
    Instant changedAt) {
  public DeliveryState {
    supersededBy = List.copyOf(supersededBy);
  }
}
