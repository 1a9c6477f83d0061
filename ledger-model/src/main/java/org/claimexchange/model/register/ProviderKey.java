package org.claimexchange.model.register;

import java.time.Instant;

/**
 * A signing key of an identity provider and when it counts.
 *
 * @param kid key id, as in the token's header
 * @param jwk the public key, JWK as canonical JSON text
 * @param from from when it counts, included
 * @param to until when it counts, excluded
 */
public record ProviderKey(String kid, String jwk, Instant from, Instant to) {
  /** Whether it counts at this instant. */
  public boolean liveAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
