package org.claimexchange.server.delivery;

import java.io.IOException;

/** A sealed file that is not whole in the store: what was written of it is worth nothing. */
final class IncompletePackageException extends IOException {
  private static final long serialVersionUID = 1L;

  IncompletePackageException(String message) {
    super(message);
  }
}
