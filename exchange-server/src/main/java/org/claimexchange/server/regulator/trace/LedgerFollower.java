package org.claimexchange.server.regulator.trace;

import java.time.Duration;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerEvents;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.server.regulator.ConsolePart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Reads the ledger's blocks into the {@link TransactionIndex} for as long as the server runs; where
 * the stream breaks it goes on from the last block seen.
 */
@ConsolePart
class LedgerFollower implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ConsentLedger ledger;
  private final TransactionIndex index;
  private volatile boolean running;
  private volatile Thread reader = Thread.ofVirtual().unstarted(() -> {});

  LedgerFollower(ConsentLedger ledger, TransactionIndex index) {
    this.ledger = ledger;
    this.index = index;
  }

  @Override
  public void start() {
    running = true;
    reader = Thread.ofVirtual().name("regulator-ledger-follower").start(this::follow);
  }

  @Override
  public void stop() {
    running = false;
    reader.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void follow() {
    while (running) {
      try (LedgerEvents events = ledger.events(index.lastBlock())) {
        while (running && events.hasNext()) {
          index.take(events.next());
        }
      } catch (LedgerUnavailableException | DataAccessException e) {
        LOG.warn("the ledger's blocks cannot be followed, trying again: {}", e.getMessage());
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
