package org.claimexchange.verifier.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.claimexchange.model.register.Counter;

/**
 * An identity provider whose tokens are taken, and for which of its clients: a provider serves many
 * others, and a token made for one of those is no consent.
 *
 * @param issuer the {@code iss} of its tokens
 * @param audiences client ids of the patient page
 * @param counters client ids at sources' counters, which count for witnessed statements
 * @param keys its public keys as JWK, each with a {@code kid}
 */
public record TrustedProvider(
    String issuer, List<String> audiences, List<Counter> counters, List<JsonNode> keys) {
  public TrustedProvider {
    audiences = List.copyOf(audiences);
    counters = List.copyOf(counters);
    keys = List.copyOf(keys);
  }
}
