package org.claimexchange.server.regulator.page;

/** The ledger knows no such consent. */
final class NoSuchConsentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchConsentException() {
    super("the ledger knows no such consent");
  }
}
