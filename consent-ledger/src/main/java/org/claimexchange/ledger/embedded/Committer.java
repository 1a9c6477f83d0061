package org.claimexchange.ledger.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Orders, validates and commits, on one thread: takes what has been submitted, gives the next
 * transaction a moment to join, and writes all of it as one block with one sync of the disk.
 */
final class Committer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());
  private static final int QUEUE = 20_000;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final String chaincodeName;
  private final BlockBuilder blocks;
  private final VersionCheck versions;
  private final Duration batchTimeout;
  private final int mostTransactions;
  private final IntSupplier underway;
  private final Consumer<LedgerTip> committed;

  /** Empty says stop: an interrupt could close the file in the middle of a write. */
  private final BlockingQueue<Optional<CheckedEnvelope>> queue = new ArrayBlockingQueue<>(QUEUE);

  private final Thread thread;
  private LedgerTip tip;
  private volatile boolean stopping;
  private volatile boolean broken;

  Committer(
      Ledger ledger,
      BlockBuilder blocks,
      EmbeddedNetworkOptions options,
      IntSupplier underway,
      Consumer<LedgerTip> committed) {
    this.ledger = ledger;
    this.underway = underway;
    this.chaincodeName = options.chaincodeName();
    this.blocks = blocks;
    this.versions = new VersionCheck(ledger.state());
    this.batchTimeout = options.batchTimeout();
    this.mostTransactions = options.maxBlockTransactions();
    this.committed = committed;
    this.tip = ledger.start();
    this.thread = Thread.ofPlatform().name("embedded-ledger-committer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Queues an envelope for the next block.
   *
   * @throws LedgerClosedException if none will come
   */
  void submit(CheckedEnvelope envelope) throws LedgerClosedException {
    if (broken) {
      throw new LedgerClosedException(
          "the ledger's file cannot be written; free the disk and start again");
    }
    if (stopping) {
      throw new LedgerClosedException("the network is shutting down");
    }
    if (!queue.offer(Optional.of(envelope))) {
      throw new LedgerClosedException("too many transactions are waiting to be ordered");
    }
  }

  /** Commits what is queued, then stops. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (thread.isAlive()
          && queue.offer(Optional.empty(), LONGEST_STOP.toMillis(), MILLISECONDS)) {
        thread.join(LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ledger.close();
  }

  private void run() {
    try {
      while (true) {
        Optional<CheckedEnvelope> first = queue.take();
        if (first.isEmpty()) {
          return;
        }
        List<CheckedEnvelope> batch = new ArrayList<>();
        batch.add(first.get());
        boolean last = fill(batch);
        commit(batch);
        if (last) {
          return;
        }
      }
    } catch (InterruptedException | IOException | RuntimeException e) {
      broken(e);
    }
  }

  private void broken(Exception e) {
    broken = true;
    ledger.close();
    LOG.log(
        System.Logger.Level.ERROR,
        "The embedded ledger stopped: its block file cannot be written",
        e);
  }

  /**
   * Takes what comes until the block is full or the time is up; true if it is to be the last. While
   * more are being endorsed than are in the block it waits longer, for these will come too: one
   * sync of the disk then serves many, and nobody waits much longer than an endorsement takes.
   */
  private boolean fill(List<CheckedEnvelope> batch) throws InterruptedException {
    long begun = System.nanoTime();
    while (batch.size() < mostTransactions) {
      Optional<CheckedEnvelope> next = queue.poll(batchTimeout.toNanos(), TimeUnit.NANOSECONDS);
      long now = System.nanoTime();
      if (next == null) {
        boolean mostStillCome = underway.getAsInt() > batch.size();
        if (!mostStillCome || now - begun > LONGEST_WAIT.toNanos()) {
          return false;
        }
      } else if (next.isPresent()) {
        batch.add(next.get());
      } else {
        return true;
      }
    }
    return false;
  }

  private void commit(List<CheckedEnvelope> batch) throws IOException {
    long number = tip.height();
    byte[] codes = new byte[batch.size()];
    List<ByteString> envelopes = new ArrayList<>(batch.size());
    Map<String, TransactionPosition> added = new HashMap<>();
    CommitHash updates = new CommitHash(chaincodeName);
    BlockVerdicts verdicts = new BlockVerdicts(versions, id -> ledger.find(id).isPresent(), number);
    for (int index = 0; index < batch.size(); index++) {
      CheckedEnvelope envelope = batch.get(index);
      TxValidationCode code = verdicts.judge(envelope);
      codes[index] = (byte) code.getNumber();
      envelopes.add(envelope.envelope().toByteString());
      TransactionPosition position = new TransactionPosition(number, index, code);
      envelope.transactionId().ifPresent(id -> added.putIfAbsent(id, position));
      if (code == TxValidationCode.VALID) {
        apply(envelope, new Version(number, index), updates);
      }
    }
    added.keySet().removeIf(transactionId -> ledger.find(transactionId).isPresent());
    ByteString filter = ByteString.copyFrom(codes);
    ByteString commitHash = updates.of(filter, tip.commitHash());
    Block block = blocks.build(number, tip.headerHash(), envelopes, filter, commitHash);
    ledger.append(block, added);
    tip = new LedgerTip(number + 1, BlockHashes.ofHeader(block.getHeader()), commitHash);
    committed.accept(tip);
  }

  /** Readers do not see the block yet, so its writes go straight to the state. */
  private void apply(CheckedEnvelope envelope, Version version, CommitHash updates) {
    ParsedTransaction transaction = envelope.transaction().orElseThrow();
    for (KVWrite write : envelope.readWriteSet().getWritesList()) {
      ledger
          .state()
          .write(
              write.getKeyBytes(),
              version,
              write.getIsDelete(),
              write.getValue(),
              transaction.transactionId(),
              transaction.timestamp());
      updates.add(write, version);
    }
  }
}
