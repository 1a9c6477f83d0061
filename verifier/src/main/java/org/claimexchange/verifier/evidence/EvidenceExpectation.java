package org.claimexchange.verifier.evidence;

import java.util.Set;

/**
 * What the evidence must be about.
 *
 * @param objects ids of the consent, release or delivery that are taken; empty takes none
 * @param forWhom participant ids it may have been made for; empty takes none
 * @param nonce which nonce it must carry
 */
public record EvidenceExpectation(Set<String> objects, Set<String> forWhom, NonceRule nonce) {

  public EvidenceExpectation {
    objects = Set.copyOf(objects);
    forWhom = Set.copyOf(forWhom);
  }

  /** About one object, for one participant, with the nonce that it issued. */
  public static EvidenceExpectation of(String object, String forWhom, String nonce) {
    return new EvidenceExpectation(Set.of(object), Set.of(forWhom), new NonceRule.Exactly(nonce));
  }
}
