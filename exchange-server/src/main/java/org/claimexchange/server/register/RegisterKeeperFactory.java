package org.claimexchange.server.register;

import org.claimexchange.ledger.ConsentLedger;

/** Makes the keeper for one who may change registers. */
@FunctionalInterface
public interface RegisterKeeperFactory {
  /**
   * A keeper.
   *
   * @param asRegulator the ledger, called with the regulator's certificate
   * @param regulator the regulator's participant id
   */
  RegisterKeeper keeper(ConsentLedger asRegulator, String regulator);
}
