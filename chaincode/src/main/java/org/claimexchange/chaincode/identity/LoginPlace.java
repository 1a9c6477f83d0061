package org.claimexchange.chaincode.identity;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.model.register.Counter;
import org.claimexchange.model.register.IdentityProvider;

/** Where the person must have logged in: which of the provider's clients count. */
public sealed interface LoginPlace {
  /** The clients whose tokens count. */
  Set<String> clients(IdentityProvider provider);

  /** On the patient's page. */
  record Page() implements LoginPlace {
    @Override
    public Set<String> clients(IdentityProvider provider) {
      return Set.copyOf(provider.audiences());
    }
  }

  /**
   * At a source's counter.
   *
   * @param participant participant id of the source
   */
  record AtCounter(String participant) implements LoginPlace {
    @Override
    public Set<String> clients(IdentityProvider provider) {
      return provider.counters().stream()
          .filter(counter -> counter.participant().equals(participant))
          .map(Counter::audience)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** On the page or at any counter: so for what nobody shall hinder. */
  record Anywhere() implements LoginPlace {
    @Override
    public Set<String> clients(IdentityProvider provider) {
      Set<String> clients = new HashSet<>(provider.audiences());
      provider.counters().forEach(counter -> clients.add(counter.audience()));
      return clients;
    }
  }
}
