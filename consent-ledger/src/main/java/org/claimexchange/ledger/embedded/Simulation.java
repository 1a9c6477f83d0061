package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * One run of the chaincode against the state as of one height. It reads committed state only, never
 * its own writes, and notes each version read and each write: the read-write set is all that
 * endorsement and validation look at.
 *
 * <p>Used by one thread at a time.
 */
final class Simulation {
  private record Write(boolean deleted, ByteString value) {}

  private final StateStore state;
  private final long height;
  private final SortedMap<ByteString, KVRead> reads =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final SortedMap<ByteString, Write> writes =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final List<RangeScan> scans = new ArrayList<>();
  private boolean paginated;

  Simulation(StateStore state, long height) {
    this.state = state;
    this.height = height;
  }

  ByteString read(ByteString key) throws SimulationException {
    requireKey(key);
    Optional<StateEntry> entry = state.read(key, height);
    KVRead.Builder read = KVRead.newBuilder().setKeyBytes(key);
    entry.ifPresent(found -> read.setVersion(found.version().toProto()));
    reads.put(key, read.build());
    return entry.map(StateEntry::value).orElse(ByteString.EMPTY);
  }

  /** Writes a value; as in Fabric, an empty value deletes. */
  void write(ByteString key, ByteString value) throws SimulationException {
    requireKey(key);
    requireWritable();
    writes.put(key, new Write(value.isEmpty(), value));
  }

  void delete(ByteString key) throws SimulationException {
    requireKey(key);
    requireWritable();
    writes.put(key, new Write(true, ByteString.EMPTY));
  }

  RangeScan range(ByteString start, ByteString end) {
    RangeScan scan = new RangeScan(start, end, state.range(start, end, false, height));
    scans.add(scan);
    return scan;
  }

  /** A range query of one page: only for transactions that write nothing. */
  RangeScan page(ByteString start, ByteString end) throws SimulationException {
    if (!writes.isEmpty()) {
      throw new SimulationException(
          "the transaction has already written; paginated queries are supported only in a read-only transaction");
    }
    paginated = true;
    return range(start, end);
  }

  List<StateEntry> history(ByteString key) throws SimulationException {
    requireKey(key);
    return state.history(key, height);
  }

  TxReadWriteSet result(String chaincodeName) {
    KVRWSet.Builder set = KVRWSet.newBuilder().addAllReads(reads.values());
    writes.forEach((key, write) ->
        set.addWrites(
            KVWrite.newBuilder()
                .setKeyBytes(key)
                .setIsDelete(write.deleted())
                .setValue(write.value())));
    scans.stream()
        .filter(RangeScan::wasRead)
        .map(RangeScan::info)
        .sorted(
            Comparator.comparing(
                info -> info.getStartKeyBytes(), ByteString.unsignedLexicographicalComparator()))
        .forEach(set::addRangeQueriesInfo);
    return TxReadWriteSet.newBuilder()
        .setDataModel(TxReadWriteSet.DataModel.KV)
        .addNsRwset(
            NsReadWriteSet.newBuilder()
                .setNamespace(chaincodeName)
                .setRwset(set.build().toByteString()))
        .build();
  }

  private void requireWritable() throws SimulationException {
    if (paginated) {
      throw new SimulationException(
          "the transaction has already performed a paginated query; writes are not allowed");
    }
  }

  private static void requireKey(ByteString key) throws SimulationException {
    if (key.isEmpty()) {
      throw new SimulationException("key is an empty string");
    }
    if (!key.isValidUtf8()) {
      throw new SimulationException("key is not valid UTF-8");
    }
  }
}
