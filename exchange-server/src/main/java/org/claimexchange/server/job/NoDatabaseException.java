package org.claimexchange.server.job;

/** The command found no database to look into. */
public final class NoDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoDatabaseException(String message) {
    super(message);
  }
}
