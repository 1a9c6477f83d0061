package org.claimexchange.server.request;

/** Where a data request stands; each is one {@code Task.status}. */
public enum DataRequestStatus {
  /** taken in, not yet on the ledger: {@code requested}. */
  REQUESTED,
  /** on the ledger, its link is open: {@code received}. */
  OPEN,
  /** a consent answers it: {@code accepted}. */
  GRANTED,
  /** the release is open, sources are asked, the package is made: {@code in-progress}. */
  IN_PROGRESS,
  /** the package may be fetched: {@code completed}. */
  COMPLETED,
  /** the grantor said no, or the ledger refused it: {@code rejected}. */
  REJECTED,
  /** withdrawn, by grantor or insurer, or its time ran out: {@code cancelled}. */
  CANCELLED,
  /** it could not be carried out; the reason says what can be done: {@code failed}. */
  FAILED
}
