package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hyperledger.fabric.protos.common.Block;
import org.jspecify.annotations.Nullable;

/**
 * The committed ledger as its readers see it: blocks, state, transactions, and the wait for what
 * comes next.
 */
final class Ledger {
  private final BlockFile file;
  private final StateStore state;
  private final Map<String, TransactionPosition> transactions;
  private final Map<String, Set<CompletableFuture<TransactionPosition>>> awaited =
      new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final LedgerTip start;
  private volatile long height;
  private volatile boolean closed;

  /** Takes over what {@link LedgerRebuild} found. */
  Ledger(
      BlockFile file,
      StateStore state,
      Map<String, TransactionPosition> transactions,
      LedgerTip start) {
    this.file = file;
    this.state = state;
    this.transactions = transactions;
    this.start = start;
    this.height = start.height();
  }

  /** Where the ledger stood when it was opened. */
  LedgerTip start() {
    return start;
  }

  StateStore state() {
    return state;
  }

  /** Number of blocks that anyone may see. */
  long height() {
    return height;
  }

  Optional<TransactionPosition> find(String transactionId) {
    return Optional.ofNullable(transactions.get(transactionId));
  }

  Block block(long number) throws IOException {
    return file.read(number);
  }

  /** Waits until there is a block of this number, and reads it. */
  Block awaitBlock(long number) throws InterruptedException, IOException, LedgerClosedException {
    if (height <= number) {
      lock.lockInterruptibly();
      try {
        while (height <= number && !closed) {
          grown.await();
        }
      } finally {
        lock.unlock();
      }
    }
    if (height <= number) {
      throw new LedgerClosedException("the network is shutting down");
    }
    return file.read(number);
  }

  /**
   * Completes when the transaction is on the ledger, valid or not. Whoever stops waiting cancels
   * it.
   */
  CompletableFuture<TransactionPosition> await(String transactionId) {
    CompletableFuture<TransactionPosition> waiting = new CompletableFuture<>();
    awaited.compute(transactionId, (id, others) -> with(others, waiting));
    waiting.whenComplete((position, failure) ->
        awaited.computeIfPresent(transactionId, (id, others) -> without(others, waiting)));
    TransactionPosition known = transactions.get(transactionId);
    if (known != null) {
      waiting.complete(known);
    } else if (closed) {
      fail(waiting);
    }
    return waiting;
  }

  private static <T> Set<T> with(@Nullable Set<T> others, T one) {
    Set<T> all = others == null ? new HashSet<>() : new HashSet<>(others);
    all.add(one);
    return Set.copyOf(all);
  }

  private static <T> @Nullable Set<T> without(Set<T> others, T one) {
    Set<T> left = new HashSet<>(others);
    left.remove(one);
    return left.isEmpty() ? null : Set.copyOf(left);
  }

  /** Puts a block on the disk and then shows it to everyone. For the one committer. */
  void append(Block block, Map<String, TransactionPosition> added) throws IOException {
    file.append(block);
    // Whoever learns of a transaction must see its writes too: the height comes first.
    height = block.getHeader().getNumber() + 1;
    transactions.putAll(added);
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    added.forEach((transactionId, position) -> {
      Set<CompletableFuture<TransactionPosition>> waiting = awaited.get(transactionId);
      if (waiting != null) {
        waiting.forEach(one -> one.complete(position));
      }
    });
  }

  /** Lets go of everyone who waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    awaited.values().stream().flatMap(Set::stream).toList().forEach(Ledger::fail);
  }

  private static void fail(CompletableFuture<TransactionPosition> waiting) {
    waiting.completeExceptionally(new LedgerClosedException("the network is shutting down"));
  }
}
