package org.claimexchange.ledger.gateway;

import java.util.Optional;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;

/** Plain reads, answered by one peer and signed by nobody. */
final class Reading {
  private final Contract contract;

  Reading(Contract contract) {
    this.contract = contract;
  }

  <T> Optional<T> find(String function, String id, Class<T> type) {
    return read(function, id).map(json -> CanonicalJson.read(json, type));
  }

  /** The answer, empty where there is nothing. */
  Optional<byte[]> read(String function, String... arguments) {
    try {
      return Optional.of(contract.evaluateTransaction(function, arguments));
    } catch (GatewayException e) {
      Optional<LedgerRefusal> refusal = PeerErrors.refusal(e);
      if (refusal.isEmpty()) {
        throw new LedgerUnavailableException(function + ": " + PeerErrors.reason(e));
      }
      return switch (refusal.get().code()) {
        case NOT_FOUND -> Optional.empty();
        // A read is only ever refused for how it was asked.
        default -> throw new IllegalArgumentException(function + ": " + refusal.get().sentence());
      };
    }
  }
}
