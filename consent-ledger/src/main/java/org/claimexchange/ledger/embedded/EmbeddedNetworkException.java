package org.claimexchange.ledger.embedded;

import java.io.Serial;

/**
 * The network could not be started or went out of service; the message says what to do about it.
 */
public final class EmbeddedNetworkException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EmbeddedNetworkException(String message) {
    super(message);
  }

  EmbeddedNetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
