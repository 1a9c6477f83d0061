package org.claimexchange.model.register;

import java.util.List;
import org.claimexchange.model.disclosure.Salt;

/**
 * Who tells who a person is.
 *
 * @param id entry id
 * @param issuer the {@code iss} of its tokens
 * @param audiences the client ids that count: the patient page's, not the exchange's own
 * @param counters client ids at sources' counters, which count for witnessed statements alone
 * @param acrValues the accepted {@code acr} values; where there is none, no acr is asked
 * @param maxAgeSeconds how old a token may be at the most
 * @param keys its signing keys
 * @param status whether it counts
 * @param salt fresh with every change
 */
public record IdentityProvider(
    String id,
    String issuer,
    List<String> audiences,
    List<Counter> counters,
    List<String> acrValues,
    int maxAgeSeconds,
    List<ProviderKey> keys,
    EntryStatus status,
    Salt salt)
    implements RegisterEntry {
  public IdentityProvider {
    audiences = List.copyOf(audiences);
    counters = List.copyOf(counters);
    acrValues = List.copyOf(acrValues);
    keys = List.copyOf(keys);
  }

  @Override
  public RegisterName register() {
    return RegisterName.PROVIDERS;
  }
}
