package org.claimexchange.server.register;

/** A register could not be changed; the change is kept and finished by the next attempt. */
public final class RegisterChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegisterChangeException(String message) {
    super(message);
  }
}
