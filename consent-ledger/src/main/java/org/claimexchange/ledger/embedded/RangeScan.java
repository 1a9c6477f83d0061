package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.claimexchange.ledger.embedded.StateStore.KeyedEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/**
 * One range query of a simulation, and what of it was looked at: validation asks the same range
 * again.
 */
final class RangeScan {
  private final ByteString start;
  private final ByteString end;
  private final Iterator<KeyedEntry> entries;
  private final List<KVRead> seen = new ArrayList<>();
  private boolean exhausted;

  RangeScan(ByteString start, ByteString end, Iterator<KeyedEntry> entries) {
    this.start = start;
    this.end = end;
    this.entries = entries;
  }

  boolean hasNext() {
    if (!entries.hasNext()) {
      exhausted = true;
      return false;
    }
    return true;
  }

  KeyedEntry next() {
    KeyedEntry found = entries.next();
    seen.add(
        KVRead.newBuilder()
            .setKeyBytes(found.key())
            .setVersion(found.entry().version().toProto())
            .build());
    return found;
  }

  /**
   * The key to go on with: the one after the last that was given out; empty at the end. Looking at
   * it does not count as reading it, as in Fabric.
   */
  ByteString bookmark() {
    return entries.hasNext() ? entries.next().key() : ByteString.EMPTY;
  }

  /** Up to where it was read: the whole range, or the last key given out. */
  RangeQueryInfo info() {
    ByteString readUpTo = exhausted || seen.isEmpty() ? end : seen.getLast().getKeyBytes();
    return RangeQueryInfo.newBuilder()
        .setStartKeyBytes(start)
        .setEndKeyBytes(readUpTo)
        .setItrExhausted(exhausted)
        .setRawReads(QueryReads.newBuilder().addAllKvReads(seen))
        .build();
  }

  boolean wasRead() {
    return exhausted || !seen.isEmpty();
  }
}
