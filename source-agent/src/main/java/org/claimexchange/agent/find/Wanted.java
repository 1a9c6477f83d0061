package org.claimexchange.agent.find;

import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * What files are looked for. It hides itself from logs.
 *
 * @param part what was released
 * @param person about whom
 */
public record Wanted(Part part, PersonId person) {
  @Override
  public String toString() {
    return "Wanted[…]";
  }
}
