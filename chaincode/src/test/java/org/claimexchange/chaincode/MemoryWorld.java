package org.claimexchange.chaincode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.claimexchange.chaincode.state.Key;
import org.claimexchange.chaincode.state.KeyWrite;
import org.claimexchange.chaincode.state.WorldState;

/** A ledger as one simulation sees it: as Fabric's, it does not see its own writes. */
final class MemoryWorld implements WorldState {
  private final Map<String, byte[]> committed;
  private final Map<String, byte[]> writes = new TreeMap<>();
  private final Set<String> reads = new TreeSet<>();

  MemoryWorld(Map<String, byte[]> committed) {
    this.committed = committed;
  }

  /** Keys that were asked for. */
  Set<String> reads() {
    return reads;
  }

  Map<String, byte[]> writes() {
    return writes;
  }

  @Override
  public Optional<byte[]> get(Key key) {
    if (writes.containsKey(key.toString())) {
      throw new AssertionError("read after its own write, which Fabric would not show: " + key);
    }
    reads.add(key.toString());
    return Optional.ofNullable(committed.get(key.toString()));
  }

  @Override
  public void put(Key key, byte[] value) {
    if (value.length == 0) {
      throw new AssertionError("an empty value deletes: " + key);
    }
    writes.put(key.toString(), value);
  }

  @Override
  public List<Key> under(Key prefix) {
    throw new AssertionError("a rule must not scan: " + prefix);
  }

  @Override
  public List<KeyWrite> history(Key key) {
    throw new AssertionError("a rule must not ask the history: " + key);
  }
}
