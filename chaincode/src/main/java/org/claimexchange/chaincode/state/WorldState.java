package org.claimexchange.chaincode.state;

import java.util.List;
import java.util.Optional;

/**
 * The ledger as one transaction sees it. A transaction does not see its own writes: a key must not
 * be read after it was written.
 */
public interface WorldState {
  /** The value of a key. */
  Optional<byte[]> get(Key key);

  /** Writes a key when the transaction is committed. */
  void put(Key key, byte[] value);

  /**
   * All keys that begin with the given one, in order. For reads only: a write would miss others'.
   */
  List<Key> under(Key prefix);

  /** Every committed write of a key, oldest first. For reads only. */
  List<KeyWrite> history(Key key);
}
