package org.claimexchange.verifier.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An identity provider whose tokens are taken.
 *
 * @param issuer the {@code iss} of its tokens
 * @param keys its public keys as JWK, each with a {@code kid}
 */
public record TrustedProvider(String issuer, List<JsonNode> keys) {
  public TrustedProvider {
    keys = List.copyOf(keys);
  }
}
