package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Who may act on a consent that stands: its grantor, and the person whom the records are about,
 * even where another signed for them.
 */
public final class PersonOfConsent {
  private PersonOfConsent() {}

  /** Refuses unless the statement is the consent's and the person is one of its two. */
  public static void check(
      ConsentState consent, ConsentStatement statement, Opening<Person> person) {
    unless(
        statement.digest().matches(consent.statement()),
        Code.DIGEST_MISMATCH,
        "the statement must be the consent's");
    unless(
        person.opens(ConsentOpenings.GRANTOR, statement.grantor())
            || person.opens(ConsentOpenings.SUBJECT, statement.subject()),
        Code.DIGEST_MISMATCH,
        "the opening must be that of the statement's grantor or subject");
  }
}
