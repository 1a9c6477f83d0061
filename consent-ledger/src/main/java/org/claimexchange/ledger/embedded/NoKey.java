package org.claimexchange.ledger.embedded;

import java.security.PublicKey;

/** The key of a member that is only thought of; it has no bytes and verifies nothing. */
enum NoKey implements PublicKey {
  INSTANCE;

  @Override
  public String getAlgorithm() {
    return "none";
  }

  @Override
  public String getFormat() {
    return "none";
  }

  @Override
  public byte[] getEncoded() {
    return new byte[0];
  }
}
