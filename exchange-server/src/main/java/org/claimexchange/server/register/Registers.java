package org.claimexchange.server.register;

import java.util.List;
import java.util.Optional;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;

/**
 * The regulator's registers, as the operator keeps them beside the Merkle roots on the ledger. All
 * entries come with their way to the root, read at one moment; whether they still stand is for the
 * chaincode to say.
 */
public interface Registers {
  /** The operator itself: the caller of every transaction of a case. */
  Proven<Participant> operator();

  /** A participant, whatever its status. */
  Optional<Proven<Participant>> participant(String id);

  /** Several participants, in the given order. */
  List<Proven<Participant>> participants(List<String> ids);

  /** How a participant is shown to people and reached by programs. */
  Optional<ParticipantFacts> facts(String id);

  /** The identity provider that patients log in with. */
  Proven<IdentityProvider> provider();

  /** The identity provider of an issuer. */
  Optional<Proven<IdentityProvider>> provider(String issuer);

  /** The approvals of an insurer that are in force now. */
  List<Proven<Approval>> approvalsOf(String insurer);

  /** An approval by its id, whatever its status. */
  Optional<Proven<Approval>> approval(String id);

  /** The text to be shown now, in this language. */
  Optional<TemplateText> currentTemplate(String language);

  /** A text by its id, whether or not it is current; empty where its words are not here. */
  Optional<TemplateText> template(String id);

  /**
   * The relation by which one person signed for another, active whether or not its period is over.
   */
  Optional<Proven<Relation>> registeredRelation(PersonId subject, PersonId grantor);

  /** The relation, in force now, by which one person may sign for another. */
  Optional<Proven<Relation>> relation(PersonId subject, PersonId grantor);
}
