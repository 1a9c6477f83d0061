package org.claimexchange.guard;

/** Why the guard does not let somebody in. */
public enum GuardRefusal {
  /** what was shown cannot be read, or is not one read of the ledger. */
  MALFORMED,
  /** its nonce was not issued here, or was used before, or is too old. */
  NONCE,
  /** the evidence does not hold; the verifier's own defect says what. */
  EVIDENCE,
  /** the part that was opened is not the one that the ledger released, or another source's. */
  PART,
  /** the person who was named is not the one of the consent. */
  SUBJECT,
  /** the release's deadline has passed. */
  DEADLINE,
  /** no session was named. */
  NO_SESSION,
  /** the session is over, or was never opened, or is another caller's. */
  SESSION_OVER,
  /** the request names another person, or none. */
  PERSON,
  /** the request asks for what the part does not grant. */
  CATEGORY,
  /** the request has a parameter whose meaning could tell of what was withheld. */
  PARAMETER,
  /** the request is neither a read nor a search of one type. */
  OPERATION,
  /** too many pages or records would have to be looked at: a narrower search may do. */
  TOO_COSTLY
}
