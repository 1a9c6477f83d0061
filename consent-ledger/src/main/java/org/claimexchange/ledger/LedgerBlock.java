package org.claimexchange.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One block of the ledger, with what took effect by it.
 *
 * @param number its number, from 0
 * @param hash hash of its header, hex
 * @param previousHash hash of the header of the block before, hex; empty for block 0
 * @param writes the transactions that took effect, in their order; void ones are left out
 */
public record LedgerBlock(long number, String hash, String previousHash, List<Written> writes) {
  public LedgerBlock {
    writes = List.copyOf(writes);
  }

  /**
   * A transaction that took effect.
   *
   * @param transactionId its id
   * @param place its place in the block, from 0; void ones count
   * @param at its timestamp
   * @param function name of the contract's function, as its event tells it; empty without event
   * @param object id of what was written, as its event tells it; empty without event
   * @param changes the keys it wrote, in the ledger's order; none where it repeated another
   */
  public record Written(
      String transactionId,
      int place,
      Instant at,
      String function,
      String object,
      List<Change> changes) {
    public Written {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A key that was written.
   *
   * @param kind first part of the key, such as {@code consent}
   * @param id the other parts, with slashes between them
   * @param value what stands there now; empty where the key was deleted
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Change(String kind, String id, byte[] value) {
    /** Whether the key is gone. */
    public boolean deleted() {
      return value.length == 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Change(String otherKind, String otherId, byte[] otherValue)
          && kind.equals(otherKind)
          && id.equals(otherId)
          && Arrays.equals(value, otherValue);
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, id, Arrays.hashCode(value));
    }

    @Override
    public String toString() {
      return "Change[" + kind + "/" + id + ", " + value.length + " bytes]";
    }
  }
}
