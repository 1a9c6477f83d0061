package org.claimexchange.verifier.evidence;

import java.util.Set;

/** Which ids of objects or participants evidence may name. */
public sealed interface IdRule {

  /**
   * The ids that are taken.
   *
   * @param claimed what the evidence claims
   */
  Set<String> ids(String claimed);

  /**
   * One of these.
   *
   * @param ids empty takes none
   */
  record OneOf(Set<String> ids) implements IdRule {
    public OneOf {
      ids = Set.copyOf(ids);
    }

    @Override
    public Set<String> ids(String claimed) {
      return ids;
    }
  }

  /** Whatever it claims: who verifies looks at what the report says it is about. */
  record AsClaimed() implements IdRule {
    @Override
    public Set<String> ids(String claimed) {
      return Set.of(claimed);
    }
  }
}
