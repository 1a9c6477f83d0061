package org.claimexchange.model.consent;

import java.util.List;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;

/**
 * The values behind a {@link ConsentStatement}'s digests. Each opening's name is the name of the
 * statement's member; a part's is {@code part}.
 */
public record ConsentOpenings(
    Opening<Person> subject,
    Opening<Person> grantor,
    Opening<RelationKind> relation,
    Opening<List<Recipient>> recipients,
    Opening<Purpose> purpose,
    List<Opening<Part>> parts,
    Opening<Terms> terms,
    Opening<ShownText> shown,
    Opening<List<Witness>> witness) {
  /** Names of the openings, fixed so that one digest cannot be shown as another. */
  public static final String SUBJECT = "subject";

  public static final String GRANTOR = "grantor";
  public static final String RELATION = "relation";
  public static final String RECIPIENTS = "recipients";
  public static final String PURPOSE = "purpose";
  public static final String PART = "part";
  public static final String TERMS = "terms";
  public static final String SHOWN = "shown";
  public static final String WITNESS = "witness";

  public ConsentOpenings {
    parts = List.copyOf(parts);
  }

  /** Whether every value opens its digest in the statement, and none is missing or left over. */
  public boolean open(ConsentStatement statement) {
    return subject.opens(SUBJECT, statement.subject())
        && grantor.opens(GRANTOR, statement.grantor())
        && relation.opens(RELATION, statement.relation())
        && recipients.opens(RECIPIENTS, statement.recipients())
        && purpose.opens(PURPOSE, statement.purpose())
        && terms.opens(TERMS, statement.terms())
        && shown.opens(SHOWN, statement.shown())
        && witness.opens(WITNESS, statement.witness())
        && partsOpen(statement);
  }

  private boolean partsOpen(ConsentStatement statement) {
    if (parts.size() != statement.parts().size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).opens(PART, statement.parts().get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "ConsentOpenings[…]";
  }
}
