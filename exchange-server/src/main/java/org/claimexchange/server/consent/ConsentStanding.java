package org.claimexchange.server.consent;

/** Where a consent stands for its grantor. */
public enum ConsentStanding {
  /** signed, not yet on the ledger. */
  PENDING,
  /** the ledger refused it; nothing was handed out. */
  NOT_GRANTED,
  /** in force. */
  ACTIVE,
  /** every use is used; nothing more is handed out. */
  USED,
  /** withdrawal signed, not yet on the ledger; nothing more is handed out. */
  WITHDRAWING,
  /** withdrawn. */
  WITHDRAWN,
  /** its time is over. */
  EXPIRED
}
