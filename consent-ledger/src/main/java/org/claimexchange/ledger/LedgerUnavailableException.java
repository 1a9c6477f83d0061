package org.claimexchange.ledger;

/** No peer answered a read; its message is for operators and tells nothing about a person. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was tried and what came back
   */
  public LedgerUnavailableException(String reason) {
    super(reason);
  }
}
