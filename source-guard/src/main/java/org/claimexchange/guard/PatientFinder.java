package org.claimexchange.guard;

import java.util.Set;
import org.claimexchange.model.person.Person;

/** How a source finds a person among its own patients. */
@FunctionalInterface
public interface PatientFinder {
  /** The logical ids of the person's Patient resources; empty for somebody who is not known. */
  Set<String> patientIds(Person person);
}
