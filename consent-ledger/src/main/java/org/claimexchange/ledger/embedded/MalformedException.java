package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** A message that is not what its type demands. */
final class MalformedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }
}
