package org.claimexchange.chaincode.fabric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.state.Key;
import org.claimexchange.chaincode.state.KeyWrite;
import org.claimexchange.chaincode.state.WorldState;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** The ledger behind the shim's stub. */
final class StubState implements WorldState {
  private final ChaincodeStub stub;
  private boolean written;

  StubState(ChaincodeStub stub) {
    this.stub = stub;
  }

  /** Whether this transaction has written anything. */
  boolean hasWritten() {
    return written;
  }

  @Override
  public Optional<byte[]> get(Key key) {
    byte[] value = stub.getState(composite(key));
    return value == null || value.length == 0 ? Optional.empty() : Optional.of(value);
  }

  @Override
  public void put(Key key, byte[] value) {
    written = true;
    stub.putState(composite(key), value);
  }

  @Override
  public List<Key> under(Key prefix) {
    List<Key> keys = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> found =
        stub.getStateByPartialCompositeKey(
            prefix.kind(), prefix.attributes().toArray(String[]::new))) {
      for (KeyValue one : found) {
        CompositeKey key = stub.splitCompositeKey(one.getKey());
        keys.add(new Key(key.getObjectType(), key.getAttributes()));
      }
    } catch (Exception e) {
      throw new LedgerReadException(e);
    }
    return keys;
  }

  @Override
  public List<KeyWrite> history(Key key) {
    List<KeyWrite> writes = new ArrayList<>();
    try (QueryResultsIterator<KeyModification> found = stub.getHistoryForKey(composite(key))) {
      for (KeyModification one : found) {
        writes.add(new KeyWrite(one.getTxId(), one.getTimestamp(), one.getValue()));
      }
    } catch (Exception e) {
      throw new LedgerReadException(e);
    }
    // Peers answer from the newest.
    writes.sort(Comparator.comparing(KeyWrite::time));
    return writes;
  }

  /** How Fabric writes a key of several parts. */
  static String composite(Key key) {
    return new CompositeKey(key.kind(), key.attributes()).toString();
  }
}
