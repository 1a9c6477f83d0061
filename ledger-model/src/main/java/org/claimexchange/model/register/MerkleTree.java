package org.claimexchange.model.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.disclosure.Digest;

/**
 * A register as its holder keeps it: 65,536 places, empty ones included, so that adding and
 * changing an entry are the same step and the number of entries is not told by a path. Not safe for
 * use by several threads.
 */
public final class MerkleTree {
  /** Levels between a leaf and the root. */
  public static final int DEPTH = 16;

  private final List<Map<Integer, Digest>> levels = new ArrayList<>();
  private final List<Digest> empty = new ArrayList<>();

  /** An empty register. */
  public MerkleTree() {
    Digest node = emptyLeaf();
    for (int level = 0; level <= DEPTH; level++) {
      levels.add(new HashMap<>());
      empty.add(node);
      node = parent(node, node);
    }
  }

  /** What stands at a place that holds no entry. */
  public static Digest emptyLeaf() {
    return Digest.of(new byte[] {0});
  }

  /** An inner node: SHA-256 over 0x01, left and right (RFC 9162, section 2.1.1). */
  static byte[] parent(byte[] left, byte[] right) {
    var hash = Digest.sha256();
    hash.update((byte) 1);
    hash.update(left);
    return hash.digest(right);
  }

  private static Digest parent(Digest left, Digest right) {
    return Digest.ofHash(parent(left.bytes(), right.bytes()));
  }

  /** The root of a register without entries. */
  public static Digest emptyRoot() {
    return new MerkleTree().root();
  }

  /** Puts a leaf at a place. */
  public void set(int index, Digest leaf) {
    levels.get(0).put(index, leaf);
    int place = index;
    for (int level = 0; level < DEPTH; level++) {
      place >>= 1;
      Digest node = parent(at(level, place << 1), at(level, (place << 1) + 1));
      levels.get(level + 1).put(place, node);
    }
  }

  /** The root of all places. */
  public Digest root() {
    return at(DEPTH, 0);
  }

  /** The leaf at a place, or {@link #emptyLeaf()}. */
  public Digest leaf(int index) {
    return at(0, index);
  }

  /** The way from a place to the root. */
  public MerklePath path(int index) {
    List<Digest> siblings = new ArrayList<>();
    for (int level = 0; level < DEPTH; level++) {
      siblings.add(at(level, (index >> level) ^ 1));
    }
    return new MerklePath(index, siblings);
  }

  private Digest at(int level, int place) {
    return levels.get(level).getOrDefault(place, empty.get(level));
  }
}
