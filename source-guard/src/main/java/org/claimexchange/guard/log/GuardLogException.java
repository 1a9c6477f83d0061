package org.claimexchange.guard.log;

/** The log cannot be written, so nothing leaves. */
public final class GuardLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuardLogException(Throwable cause) {
    super("the guard's log cannot be written: " + cause.getClass().getSimpleName(), cause);
  }
}
