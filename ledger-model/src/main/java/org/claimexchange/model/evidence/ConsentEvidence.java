package org.claimexchange.model.evidence;

import java.time.Instant;
import org.claimexchange.model.consent.ConsentState;

/**
 * The consent is active at the time of the answer: not withdrawn, not expired, its approval live.
 *
 * @param state as it stands on the ledger
 * @param notAfter its end
 */
public record ConsentEvidence(ConsentState state, Instant notAfter) {
  /** The contract's function. */
  public static final String FUNCTION = "evidenceOfConsent";
}
