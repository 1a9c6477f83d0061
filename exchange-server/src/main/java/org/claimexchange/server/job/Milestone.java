package org.claimexchange.server.job;

/** The nine steps of a claim, as people count them. */
public enum Milestone {
  /** 1: the insurer's Task is taken in. */
  REQUEST,
  /** 2: it stands on the ledger and the link is open. */
  NOTICE,
  /** 3: the grantor's consent stands on the ledger. */
  GRANT,
  /** 4: the release is open. */
  RELEASE,
  /** 5: a source has handed out its part. */
  PULL,
  /** 6: mapped, filtered, checked. */
  CHECK,
  /** 7: sealed. */
  SEAL,
  /** 8: recorded on the ledger. */
  RECORD,
  /** 9: fetched and signed for by the insurer. */
  FETCH
}
