package org.claimexchange.ledger.embedded;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the witness of new heights on a thread of its own, the newest only: no commit waits for the
 * witness' database.
 */
final class WitnessKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WitnessKeeper.class.getName());
  private static final long LONGEST_STOP_MILLIS = 5_000;

  private final HeightWitness witness;
  private final AtomicReference<LedgerHeight> newest;
  private final Thread thread;
  private LedgerHeight saved;
  private volatile boolean stopping;

  WitnessKeeper(HeightWitness witness, LedgerHeight start) {
    this.witness = witness;
    this.newest = new AtomicReference<>(start);
    this.saved = start;
    this.thread = Thread.ofVirtual().name("embedded-ledger-witness").unstarted(this::run);
  }

  /** Saves the height found at start before anything else happens. */
  void start() {
    witness.save(saved);
    thread.start();
  }

  void grown(LedgerTip tip) {
    newest.set(tip.toHeight());
    LockSupport.unpark(thread);
  }

  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LONGEST_STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (true) {
      boolean last = stopping;
      LedgerHeight height = newest.get();
      if (!height.equals(saved)) {
        save(height);
      } else if (last) {
        return;
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** A witness that fails loses nothing but its watchfulness, so the ledger goes on. */
  private void save(LedgerHeight height) {
    try {
      witness.save(height);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The ledger's height could not be saved", e);
    }
    saved = height;
  }
}
