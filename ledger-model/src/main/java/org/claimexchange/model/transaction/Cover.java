package org.claimexchange.model.transaction;

import java.util.List;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;

/**
 * What shows, at each step after the grant, that the consent still covers it: judged anew each
 * time.
 *
 * @param statement the consent's statement
 * @param openings the values behind it
 * @param approval the approval that covers it
 * @param participants entries of all recipients and sources, of who attested the relation and who
 *     witnessed
 * @param relation who may sign for whom, one element; empty where the grantor is the subject
 */
public record Cover(
    ConsentStatement statement,
    ConsentOpenings openings,
    Proven<Approval> approval,
    List<Proven<Participant>> participants,
    List<Proven<Relation>> relation) {
  public Cover {
    participants = List.copyOf(participants);
    relation = List.copyOf(relation);
  }

  @Override
  public String toString() {
    return "Cover[…]";
  }
}
