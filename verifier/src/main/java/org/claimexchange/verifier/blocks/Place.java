package org.claimexchange.verifier.blocks;

/**
 * Where a transaction stands.
 *
 * @param block number of its block, from 0
 * @param index its place in the block, from 0
 */
public record Place(long block, int index) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int byBlock = Long.compare(block, other.block);
    return byBlock != 0 ? byBlock : Integer.compare(index, other.index);
  }
}
