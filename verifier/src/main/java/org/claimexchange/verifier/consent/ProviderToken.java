package org.claimexchange.verifier.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.register.LoginPlace;

/**
 * A token whose signature a trusted provider's key made.
 *
 * @param provider who signed
 * @param claims what it tells
 */
record ProviderToken(TrustedProvider provider, JsonNode claims) {
  /**
   * Whether it was made for one of these clients: the one audience, or the authorized party where
   * there are several (OpenID Connect Core 1.0, section 3.1.3.7).
   */
  boolean isFor(LoginPlace place) {
    Set<String> clients = place.clients(provider.audiences(), provider.counters());
    List<String> audiences = audiences();
    JsonNode party = claims.path("azp");
    boolean partyCounts = party.isTextual() && clients.contains(party.textValue());
    if (audiences.size() == 1) {
      return clients.contains(audiences.get(0)) && (party.isMissingNode() || partyCounts);
    }
    return partyCounts && audiences.contains(party.textValue());
  }

  /** None where one of them is not text. */
  private List<String> audiences() {
    JsonNode value = claims.path("aud");
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> audiences = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual()) {
        return List.of();
      }
      audiences.add(one.textValue());
    }
    return audiences;
  }

  @Override
  public String toString() {
    return "ProviderToken[…]";
  }
}
