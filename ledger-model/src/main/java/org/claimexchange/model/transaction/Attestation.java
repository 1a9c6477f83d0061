package org.claimexchange.model.transaction;

import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/**
 * A source's signed word on a relation.
 *
 * @param jws compact JWS over a {@code RelationWord}
 * @param source the entry of the source that signed
 */
public record Attestation(String jws, Proven<Participant> source) {
  @Override
  public String toString() {
    return "Attestation[…]";
  }
}
