package org.claimexchange.guard.proxy;

/** One request would cause more requests to the upstream than agreed. */
final class TooCostlyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooCostlyException() {
    super("too many look-ups");
  }
}
