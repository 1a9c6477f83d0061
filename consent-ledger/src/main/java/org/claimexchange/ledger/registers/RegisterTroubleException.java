package org.claimexchange.ledger.registers;

/** A change of a register that did not come about; the message says why and what to do. */
public final class RegisterTroubleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegisterTroubleException(String message) {
    super(message);
  }
}
