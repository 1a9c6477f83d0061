package org.claimexchange.model.register;

import java.time.Instant;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;

/**
 * A source's word that it saw the proof of a relation: payload of a compact JWS (RFC 7515) made
 * with the key of its registered certificate for signing. The regulator shows it when it registers
 * the relation; a relation that the regulator has seen itself needs none.
 *
 * @param type {@value #TYPE}
 * @param relation id of the relation, so that the word registers it once
 * @param attestedBy participant id of the source
 * @param kind how the grantor stands to the subject
 * @param subject whose records
 * @param grantor who signs
 * @param proof digest of the document that proves it
 * @param from from when, included
 * @param to until when, excluded
 * @param seenAt when the source saw the proof
 */
public record RelationWord(
    String type,
    String relation,
    String attestedBy,
    RelationKind kind,
    PersonId subject,
    PersonId grantor,
    Digest proof,
    Instant from,
    Instant to,
    Instant seenAt) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/relation/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public RelationWord {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a word of type " + TYPE);
    }
  }

  /** What a source says of a relation. */
  public static RelationWord of(Relation relation, Instant seenAt) {
    return new RelationWord(
        TYPE,
        relation.id(),
        relation.attestedBy(),
        relation.kind(),
        relation.subject(),
        relation.grantor(),
        relation.proof(),
        relation.from(),
        relation.to(),
        seenAt);
  }

  /** Whether this is said of the relation; the relation may end earlier, never later. */
  public boolean isOf(Relation other) {
    return relation.equals(other.id())
        && attestedBy.equals(other.attestedBy())
        && kind == other.kind()
        && subject.equals(other.subject())
        && grantor.equals(other.grantor())
        && proof.matches(other.proof())
        && !from.isAfter(other.from())
        && !to.isBefore(other.to());
  }

  @Override
  public String toString() {
    return "RelationWord[" + kind + "]";
  }
}
