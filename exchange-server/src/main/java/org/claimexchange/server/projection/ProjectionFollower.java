package org.claimexchange.server.projection;

import java.time.Duration;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Reads the ledger's blocks into the copy for as long as the server runs. */
final class ProjectionFollower implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionFollower.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ConsentLedger ledger;
  private final Projector projector;
  private final ProjectionOrders orders;
  private volatile boolean running;
  private volatile Thread reader = Thread.ofVirtual().unstarted(() -> {});
  private volatile Thread clerk = Thread.ofVirtual().unstarted(() -> {});
  private volatile Runnable stopReading = () -> {};
  private volatile String refused = "";

  ProjectionFollower(ConsentLedger ledger, Projector projector, ProjectionOrders orders) {
    this.ledger = ledger;
    this.projector = projector;
    this.orders = orders;
  }

  @Override
  public void start() {
    running = true;
    reader = Thread.ofVirtual().name("projection").start(() -> repeat(this::follow));
    clerk = Thread.ofVirtual().name("projection-orders").start(() -> repeat(this::workOrders));
  }

  @Override
  public void stop() {
    running = false;
    stopReading.run();
    reader.interrupt();
    clerk.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Why nothing is copied any more, in a sentence; empty where it is. */
  String refused() {
    return refused;
  }

  private void repeat(Runnable one) {
    while (running) {
      try {
        one.run();
      } catch (ReplacedLedgerException e) {
        if (!e.sentence().equals(refused)) {
          LOG.error("nothing is copied from the ledger any more: {}", e.sentence());
        }
        refused = e.sentence();
      } catch (LedgerUnavailableException | DataAccessException | TransactionException e) {
        // A database's message may show a row; its class is enough.
        LOG.warn("the copy of the ledger pauses: {}", e.getClass().getSimpleName());
      }
      pause();
    }
  }

  /** Reads until the stream breaks or a block is missing. */
  private void follow() {
    try (LedgerBlocks blocks = ledger.blocks(0)) {
      projector.recognize(blocks.next());
    }
    try (LedgerBlocks blocks = ledger.blocks(projector.from())) {
      stopReading = blocks::close;
      while (running && blocks.hasNext()) {
        if (projector.take(blocks.next()) == Projector.Taken.TOO_EARLY) {
          return;
        }
        refused = "";
      }
    }
  }

  private void workOrders() {
    if (orders.work(refused)) {
      stopReading.run();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
