package org.claimexchange.server.projection;

import java.util.Optional;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.server.projection.ProjectionProbe.Moment;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes blocks into the copy: rows and checkpoint in one transaction, so each block exactly once,
 * whichever instance dies at whichever moment. Any number of instances may do so side by side: a
 * lock of the database lets one at a time, and a block that another took is left out.
 */
final class Projector {
  private final ProjectionTable table;
  private final TransactionTemplate transaction;
  private final ProjectionProbe probe;

  Projector(ProjectionTable table, TransactionTemplate transaction, ProjectionProbe probe) {
    this.table = table;
    this.transaction = transaction;
    this.probe = probe;
  }

  /** What became of a block. */
  enum Taken {
    /** It is in the copy now. */
    NOW,
    /** It was before. */
    BEFORE,
    /** One before it is missing: read from {@link #from} on. */
    TOO_EARLY
  }

  /** The block to read on from: the last one taken, so that its hash is looked at once more. */
  long from() {
    return table.checkpoint().map(Checkpoint::block).orElse(0L);
  }

  /** Number of the last block taken; -1 where nothing is copied. */
  long last() {
    return table.checkpoint().map(Checkpoint::block).orElse(-1L);
  }

  /**
   * Holds the ledger's first block against the copy's.
   *
   * @throws ReplacedLedgerException if it is another ledger
   */
  void recognize(LedgerBlock genesis) {
    table.checkpoint().ifPresent(checkpoint -> same(0, checkpoint.genesis(), genesis.hash()));
  }

  /**
   * Takes the next block.
   *
   * @throws ReplacedLedgerException if it does not follow on what was taken
   */
  Taken take(LedgerBlock block) {
    Taken taken = transaction.execute(status -> takeLocked(block));
    if (taken == Taken.NOW) {
      probe.at(Moment.COMMITTED, block.number());
    }
    return taken;
  }

  private Taken takeLocked(LedgerBlock block) {
    table.lock();
    Optional<Checkpoint> before = table.checkpoint();
    long last = before.map(Checkpoint::block).orElse(-1L);
    if (block.number() > last + 1) {
      return Taken.TOO_EARLY;
    }
    if (before.isPresent() && block.number() <= last) {
      if (block.number() == last) {
        same(last, before.get().hash(), block.hash());
      }
      return Taken.BEFORE;
    }
    before.ifPresent(one -> same(block.number(), one.hash(), block.previousHash()));
    probe.at(Moment.BEFORE, block.number());
    for (LedgerBlock.Written written : block.writes()) {
      written.changes().forEach(change -> table.take(block.number(), written, change));
      probe.at(Moment.KEYS_WRITTEN, block.number());
      table.log(block.number(), written);
      probe.at(Moment.LOGGED, block.number());
    }
    String genesis = before.map(Checkpoint::genesis).orElse(block.hash());
    table.checkpoint(new Checkpoint(genesis, block.number(), block.hash()));
    probe.at(Moment.CHECKPOINT_WRITTEN, block.number());
    return Taken.NOW;
  }

  /**
   * Empties the copy.
   *
   * @return number of the last block that it held; -1 where it was empty
   */
  long clear() {
    return transaction.execute(status -> {
      table.lock();
      long last = table.checkpoint().map(Checkpoint::block).orElse(-1L);
      table.clear();
      return last;
    });
  }

  private static void same(long block, String expected, String found) {
    if (!expected.equals(found)) {
      throw new ReplacedLedgerException(block, expected, found);
    }
  }
}
