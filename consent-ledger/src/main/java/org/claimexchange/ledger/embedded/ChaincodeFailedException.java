package org.claimexchange.ledger.embedded;

import java.io.Serial;

/** The chaincode gave no answer: it was not there, took too long, or broke down. */
final class ChaincodeFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ChaincodeFailedException(String message) {
    super(message);
  }
}
