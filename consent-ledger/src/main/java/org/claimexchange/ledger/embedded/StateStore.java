package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The chaincode's state with all its past. Reads name the number of blocks they want to see, so
 * simulations hold no lock and see one moment, while the one committer writes the next block above
 * them. Keys are ordered by their UTF-8 bytes, as Fabric's database orders them.
 */
final class StateStore {

  /** A key with the value it had. */
  record KeyedEntry(ByteString key, StateEntry entry) {}

  private final ConcurrentSkipListMap<ByteString, StateEntry> newest =
      new ConcurrentSkipListMap<>(ByteString.unsignedLexicographicalComparator());

  /** The value of a key after the first {@code height} blocks; empty if absent or deleted. */
  Optional<StateEntry> read(ByteString key, long height) {
    return Optional.ofNullable(visible(newest.get(key), height)).filter(entry -> !entry.deleted());
  }

  /** Who wrote a key last, a deletion and the block under way included. */
  Optional<Version> lastWrite(ByteString key) {
    return Optional.ofNullable(newest.get(key)).map(StateEntry::version);
  }

  /**
   * The keys from {@code start} on, in order, after the first {@code height} blocks.
   *
   * @param end the first key not wanted, empty for all
   */
  Iterator<KeyedEntry> range(ByteString start, ByteString end, boolean endIncluded, long height) {
    ConcurrentNavigableMap<ByteString, StateEntry> tail = newest.tailMap(start, true);
    if (end.isEmpty()) {
      return new Visible(tail.entrySet().iterator(), height);
    }
    int order = ByteString.unsignedLexicographicalComparator().compare(start, end);
    if (order > 0 || (order == 0 && !endIncluded)) {
      return List.<KeyedEntry>of().iterator();
    }
    return new Visible(tail.headMap(end, endIncluded).entrySet().iterator(), height);
  }

  /** All values of a key up to {@code height}, newest first, deletions included. */
  List<StateEntry> history(ByteString key, long height) {
    List<StateEntry> all = new ArrayList<>();
    for (StateEntry entry = visible(newest.get(key), height);
        entry != null;
        entry = entry.previous()) {
      all.add(entry);
    }
    return all;
  }

  /** Called by the one committer only. */
  void write(
      ByteString key,
      Version version,
      boolean deleted,
      ByteString value,
      String transactionId,
      Timestamp timestamp) {
    // Copies: the bytes given may be slices of a whole block.
    newest.put(
        ByteString.copyFrom(key.asReadOnlyByteBuffer()),
        new StateEntry(
            version,
            deleted,
            ByteString.copyFrom(value.asReadOnlyByteBuffer()),
            transactionId,
            timestamp,
            newest.get(key)));
  }

  private static @Nullable StateEntry visible(@Nullable StateEntry newestEntry, long height) {
    StateEntry entry = newestEntry;
    while (entry != null && entry.version().block() >= height) {
      entry = entry.previous();
    }
    return entry;
  }

  private static final class Visible implements Iterator<KeyedEntry> {
    private final Iterator<Map.Entry<ByteString, StateEntry>> all;
    private final long height;
    private @Nullable KeyedEntry next;

    Visible(Iterator<Map.Entry<ByteString, StateEntry>> all, long height) {
      this.all = all;
      this.height = height;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public KeyedEntry next() {
      KeyedEntry current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      advance();
      return current;
    }

    private void advance() {
      next = null;
      while (next == null && all.hasNext()) {
        Map.Entry<ByteString, StateEntry> candidate = all.next();
        StateEntry entry = visible(candidate.getValue(), height);
        if (entry != null && !entry.deleted()) {
          next = new KeyedEntry(candidate.getKey(), entry);
        }
      }
    }
  }
}
