package org.claimexchange.model.register;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;

/**
 * Where a leaf stands in a register and the siblings on its way to the root, from the leaf upwards.
 *
 * @param index position of the leaf, from 0
 * @param siblings {@link MerkleTree#DEPTH} digests
 */
public record MerklePath(int index, List<Digest> siblings) {
  /**
   * @throws IllegalArgumentException if the path does not fit a tree of {@link MerkleTree#DEPTH}
   *     levels
   */
  public MerklePath {
    if (index < 0 || index >= 1 << MerkleTree.DEPTH || siblings.size() != MerkleTree.DEPTH) {
      throw new IllegalArgumentException(
          "a path has " + MerkleTree.DEPTH + " siblings, found " + siblings.size());
    }
    siblings = List.copyOf(siblings);
  }

  /** The root that this leaf leads to. */
  public Digest rootFrom(Digest leaf) {
    byte[] node = leaf.bytes();
    for (int level = 0; level < siblings.size(); level++) {
      boolean right = (index >> level & 1) == 1;
      byte[] sibling = siblings.get(level).bytes();
      node = right ? MerkleTree.parent(sibling, node) : MerkleTree.parent(node, sibling);
    }
    return Digest.ofHash(node);
  }
}
