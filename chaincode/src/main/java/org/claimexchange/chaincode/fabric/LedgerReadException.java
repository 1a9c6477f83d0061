package org.claimexchange.chaincode.fabric;

/** The peer did not answer a read. */
final class LedgerReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerReadException(Exception cause) {
    super("the peer did not answer a read: " + cause.getClass().getSimpleName());
  }
}
