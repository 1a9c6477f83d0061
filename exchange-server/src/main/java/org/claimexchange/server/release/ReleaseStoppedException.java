package org.claimexchange.server.release;

/**
 * The release was stopped, or another attempt ended the part, while a source was still answering;
 * what comes now is thrown away.
 */
public final class ReleaseStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
