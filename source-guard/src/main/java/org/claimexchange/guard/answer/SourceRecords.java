package org.claimexchange.guard.answer;

import java.util.Set;
import org.claimexchange.fhir.scope.Surroundings;
import org.claimexchange.model.person.Person;

/**
 * What the guard asks a source's own system, to place a record: whose it is, to which visit it
 * belongs, and what it refers to. The records themselves say the rest by their references (subject,
 * patient, encounter, context, period, codes); a source whose records do not carry them adds them
 * here, since what cannot be placed is withheld. An answer that cannot be given is an unchecked
 * exception: then nothing leaves.
 */
public interface SourceRecords extends Surroundings.Lookup {
  /** The logical ids of the person's Patient resources; empty for somebody who is not known. */
  Set<String> patientIds(Person person);
}
