package org.claimexchange.model.evidence;

import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.disclosure.Digest;

/**
 * The delivery is recorded and its consent active at the time of the answer; travels beside the
 * package as {@code NAME.delivery.json}.
 *
 * @param state as it stands on the ledger, with the digest of the sealed package
 * @param statement digest of the consent's statement
 */
public record DeliveryEvidence(DeliveryState state, Digest statement) {
  /** The contract's function. */
  public static final String FUNCTION = "evidenceOfDelivery";
}
