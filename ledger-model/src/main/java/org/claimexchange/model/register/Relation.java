package org.claimexchange.model.register;

import java.time.Instant;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.PersonId;

/**
 * Who may sign for whom.
 *
 * @param id relation id
 * @param kind how the grantor stands to the subject, never {@code SELF}
 * @param subject whose records
 * @param grantor who signs
 * @param proof digest of the document that proves it
 * @param attestedBy participant id of the source or regulator that saw it
 * @param from from when, included
 * @param to until when, excluded
 * @param status whether it counts
 * @param salt fresh with every change
 */
public record Relation(
    String id,
    RelationKind kind,
    PersonId subject,
    PersonId grantor,
    Digest proof,
    String attestedBy,
    Instant from,
    Instant to,
    EntryStatus status,
    Salt salt)
    implements RegisterEntry {
  @Override
  public RegisterName register() {
    return RegisterName.RELATIONS;
  }

  /** Whether it counts at this instant. */
  public boolean liveAt(Instant time) {
    return status == EntryStatus.ACTIVE && !time.isBefore(from) && time.isBefore(to);
  }

  /**
   * Whether this claims no more than it did before: then nobody has to vouch for it anew. To count
   * again after it did not is more.
   */
  public boolean claimsNoMoreThan(Relation before) {
    return (before.status == status || status != EntryStatus.ACTIVE)
        && before.attestedBy.equals(attestedBy)
        && before.proof.matches(proof)
        && !from.isBefore(before.from)
        && !to.isAfter(before.to);
  }

  @Override
  public String toString() {
    return "Relation[" + id + "]";
  }
}
