package org.claimexchange.model.evidence;

import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;

/**
 * What the exchange shows a source before it asks for records: body of {@code POST
 * /release/session}.
 *
 * @param evidence one read of {@value ReleaseEvidence#FUNCTION} with the nonce that the source
 *     issued
 * @param part opening of this source's part
 * @param subject opening of the subject
 */
public record ReleasePresentation(Evidence evidence, Opening<Part> part, Opening<Person> subject) {
  /** Names of the two openings. */
  public static final String PART = ConsentOpenings.PART;

  public static final String SUBJECT = ConsentOpenings.SUBJECT;

  @Override
  public String toString() {
    return "ReleasePresentation[…]";
  }
}
