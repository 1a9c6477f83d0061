package org.claimexchange.model.register;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.model.consent.Witness;

/**
 * Where a person must have logged in: for which of the provider's clients a token counts. The
 * contract judges by it, and whoever verifies afterwards.
 */
public sealed interface LoginPlace {
  /**
   * The clients whose tokens count.
   *
   * @param audiences the provider's client ids of the patient page
   * @param counters its client ids at sources' counters
   */
  Set<String> clients(List<String> audiences, List<Counter> counters);

  /** What is expected of a token, for people. */
  String expected();

  /** Where a statement with these witnesses must have been signed. */
  static LoginPlace of(List<Witness> witnesses) {
    return witnesses.isEmpty() ? new Page() : new AtCounter(witnesses.get(0).participant());
  }

  /** On the patient's page. */
  record Page() implements LoginPlace {
    @Override
    public Set<String> clients(List<String> audiences, List<Counter> counters) {
      return Set.copyOf(audiences);
    }

    @Override
    public String expected() {
      return "for the patient page: one of the provider's trusted audiences";
    }
  }

  /**
   * At a source's counter.
   *
   * @param participant participant id of the source
   */
  record AtCounter(String participant) implements LoginPlace {
    @Override
    public Set<String> clients(List<String> audiences, List<Counter> counters) {
      return counters.stream()
          .filter(counter -> counter.participant().equals(participant))
          .map(Counter::audience)
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String expected() {
      return "for the counter of the witness: one of the provider's trusted counters";
    }
  }

  /** On the page or at any counter: so for withdrawals and objections, which nobody may hinder. */
  record Anywhere() implements LoginPlace {
    @Override
    public Set<String> clients(List<String> audiences, List<Counter> counters) {
      Set<String> clients = new HashSet<>(audiences);
      counters.forEach(counter -> clients.add(counter.audience()));
      return clients;
    }

    @Override
    public String expected() {
      return "for the patient page or a counter: one of the provider's trusted clients";
    }
  }
}
