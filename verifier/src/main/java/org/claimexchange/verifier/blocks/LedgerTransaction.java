package org.claimexchange.verifier.blocks;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A transaction that took effect, as every reader of the blocks sees it.
 *
 * @param place where it stands
 * @param id 64 hexadecimal digits: SHA-256 of its nonce and creator
 * @param time its timestamp, the caller's claim, checked by the contract
 * @param creator MSP id of the organization that handed it in
 * @param chaincode which contract
 * @param function which function of it
 * @param arguments the function's arguments
 * @param writes what it wrote in the contract's state, by key; empty where it changed nothing
 * @param signing what became of its signatures
 */
public record LedgerTransaction(
    Place place,
    String id,
    Instant time,
    String creator,
    String chaincode,
    String function,
    List<String> arguments,
    Map<String, String> writes,
    SigningVerdict signing) {
  public LedgerTransaction {
    arguments = List.copyOf(arguments);
    writes = Map.copyOf(writes);
  }
}
