package org.claimexchange.server.regulator.verification;

import java.util.List;

/** How one check ended. */
public sealed interface Verdict {
  /**
   * It holds.
   *
   * @param facts what a person may like to see: ids, names of organizations, numbers
   */
  record Holds(List<String> facts) implements Verdict {
    public Holds {
      facts = List.copyOf(facts);
    }
  }

  /**
   * It does not hold.
   *
   * @param reason why
   * @param facts what was expected and found; never anything personal
   */
  record Fails(Reason reason, List<String> facts) implements Verdict {
    public Fails {
      facts = List.copyOf(facts);
    }
  }

  /** There is nothing to check: no receipt came, nothing was withdrawn. */
  record NothingToCheck() implements Verdict {}

  /**
   * The ledger gives no evidence of a consent that is over, and it is over.
   *
   * @param code the ledger's reason
   */
  record RefusedAsItMust(String code) implements Verdict {}

  /** It holds. */
  static Verdict holds(String... facts) {
    return new Holds(List.of(facts));
  }

  /** It does not hold. */
  static Verdict fails(Reason reason, String... facts) {
    return new Fails(reason, List.of(facts));
  }
}
