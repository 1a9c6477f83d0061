package org.claimexchange.verifier.trace;

/** What a transaction is about, by the ids in its open side. */
sealed interface Subject {
  /** A request. */
  record OfRequest(String request) implements Subject {}

  /** A consent. */
  record OfConsent(String consent) implements Subject {}

  /** A release. */
  record OfRelease(String release) implements Subject {}

  /** A delivery. */
  record OfDelivery(String delivery) implements Subject {}

  /** An objection. */
  record OfObjection(String objection) implements Subject {}

  /** The registers: of no consent's story. */
  record OfRegisters() implements Subject {}
}
