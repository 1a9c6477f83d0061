package org.claimexchange.chaincode.service;

import java.util.List;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * A contract of which can be told from a call's arguments what it will read, so that a peer that
 * can reads all of it at once.
 */
public interface ReadsAhead extends Chaincode {
  /**
   * Keys that this call reads in any case, unless it is refused. A key that it then did not read
   * would stand in its read set at some peers only, and their answers would not be the same.
   *
   * @param arguments function and arguments, as the caller gave them; nothing of them is checked
   * @return none where nothing can be told
   */
  List<String> ahead(List<byte[]> arguments);
}
