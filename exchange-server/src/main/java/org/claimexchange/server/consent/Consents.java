package org.claimexchange.server.consent;

import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.person.PersonId;

/**
 * What grantors do, and see. Each act is first kept, then carried to the ledger by a durable step;
 * the caller waits for its end, but not for ever.
 */
public interface Consents {
  /** Grants. Whoever calls has checked that text and template belong together. */
  GrantOutcome grant(GrantCommand command);

  /**
   * Says no to a request.
   *
   * @param request id of the request
   * @param person who is logged in and may act for the subject
   */
  ActOutcome refuse(String request, PersonId person);

  /**
   * Withdraws a consent.
   *
   * @param consent id of the consent
   * @param statement what was signed
   * @param proof token, key and signature
   */
  ActOutcome withdraw(String consent, WithdrawalStatement statement, GrantorProof proof);

  /** The consents that a person granted, newest first. */
  List<ConsentView> ofGrantor(PersonId grantor);

  /** One consent; present only for its grantor. */
  Optional<ConsentView> find(String consent, PersonId grantor);
}
