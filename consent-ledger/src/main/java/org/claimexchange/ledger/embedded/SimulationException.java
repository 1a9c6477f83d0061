package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** A request of the chaincode that the peer refuses; the message goes back to it. */
final class SimulationException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  SimulationException(String message) {
    super(message);
  }
}
