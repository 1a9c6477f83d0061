package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.Optional;
import org.claimexchange.ledger.embedded.StateStore.KeyedEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Whether all that a transaction read is still as it read it, earlier transactions of its own block
 * included. A range is read again: a key more or less in it is a phantom.
 */
final class VersionCheck {
  private final StateStore state;

  VersionCheck(StateStore state) {
    this.state = state;
  }

  /**
   * Judges against the state up to and including what the block under way has written so far.
   *
   * @param number of the block under way
   */
  TxValidationCode judge(KVRWSet set, long number) {
    long height = number + 1;
    for (KVRead read : set.getReadsList()) {
      if (isWrittenBy(number, read.getKeyBytes()) || !isCurrent(read, height)) {
        return TxValidationCode.MVCC_READ_CONFLICT;
      }
    }
    for (RangeQueryInfo range : set.getRangeQueriesInfoList()) {
      if (!isCurrent(range, height)) {
        return TxValidationCode.PHANTOM_READ_CONFLICT;
      }
    }
    return TxValidationCode.VALID;
  }

  /** Even a deletion of what was not there counts, as in Fabric. */
  private boolean isWrittenBy(long block, ByteString key) {
    return state.lastWrite(key).filter(version -> version.block() == block).isPresent();
  }

  private boolean isCurrent(KVRead read, long height) {
    Optional<Version> now = state.read(read.getKeyBytes(), height).map(StateEntry::version);
    return now.equals(versionOf(read));
  }

  private boolean isCurrent(RangeQueryInfo range, long height) {
    // A scan that stopped early stopped at a key that it had read.
    boolean endIncluded = !range.getItrExhausted();
    Iterator<KeyedEntry> now =
        state.range(range.getStartKeyBytes(), range.getEndKeyBytes(), endIncluded, height);
    for (KVRead read : range.getRawReads().getKvReadsList()) {
      if (!now.hasNext()) {
        return false;
      }
      KeyedEntry entry = now.next();
      if (!entry.key().equals(read.getKeyBytes())
          || !Optional.of(entry.entry().version()).equals(versionOf(read))) {
        return false;
      }
    }
    return !now.hasNext();
  }

  private static Optional<Version> versionOf(KVRead read) {
    return read.hasVersion() ? Optional.of(Version.of(read.getVersion())) : Optional.empty();
  }
}
