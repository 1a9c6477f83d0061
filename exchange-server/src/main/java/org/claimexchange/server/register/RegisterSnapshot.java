package org.claimexchange.server.register;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.MerklePath;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;

/** One version of one register, with its tree. Never changed once made. */
final class RegisterSnapshot {
  private final long version;
  private final MerkleTree tree = new MerkleTree();
  private final Map<String, Row> rows = new HashMap<>();

  /**
   * One place of a register.
   *
   * @param place from 0
   * @param entry what stands there
   */
  record Row(int place, RegisterEntry entry) {}

  RegisterSnapshot(long version, List<Row> rows) {
    this.version = version;
    for (Row row : rows) {
      tree.set(row.place(), row.entry().leaf());
      this.rows.put(row.entry().id(), row);
    }
  }

  long version() {
    return version;
  }

  Digest root() {
    return tree.root();
  }

  /** An entry by its id, with its way to the root. */
  <T extends RegisterEntry> Optional<Proven<T>> find(String id, Class<T> type) {
    return Optional.ofNullable(rows.get(id)).map(row -> proven(row, type));
  }

  /** All entries, in the order of their places. */
  <T extends RegisterEntry> List<Proven<T>> all(Class<T> type) {
    return rows.values().stream()
        .sorted(Comparator.comparingInt(Row::place))
        .map(row -> proven(row, type))
        .toList();
  }

  private <T extends RegisterEntry> Proven<T> proven(Row row, Class<T> type) {
    if (!type.isInstance(row.entry())) {
      throw new IllegalStateException("not an entry of this register: " + row.entry().id());
    }
    return new Proven<>(type.cast(row.entry()), tree.path(row.place()));
  }

  /** The place of an entry; the next free one where it is new. */
  int placeFor(String id) {
    Row row = rows.get(id);
    return row == null ? rows.size() : row.place();
  }

  /** Canonical JSON of the entry at a place; empty where none stands. */
  String entry(int place) {
    return rows.values().stream()
        .filter(row -> row.place() == place)
        .map(row -> CanonicalJson.writeText(row.entry()))
        .findFirst()
        .orElse("");
  }

  /** The way from a place to the root. */
  MerklePath path(int place) {
    return tree.path(place);
  }
}
