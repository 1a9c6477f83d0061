package org.claimexchange.server.consent;

import java.time.Duration;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerEvent;
import org.claimexchange.ledger.LedgerEvents;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches the ledger for withdrawals, whoever hands them in, and has each carried out here by a
 * durable step. How far it has read stands in the database, so that a server that was down
 * meanwhile misses none; what is read twice changes nothing.
 */
final class WithdrawalWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WithdrawalWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How many blocks are read again at most after a start, where none held a withdrawal. */
  private static final long REMEMBERED_EVERY = 50;

  private final ConsentLedger ledger;
  private final ConsentTable consents;
  private final StepQueue queue;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private volatile boolean running;
  private volatile Thread reader = Thread.ofVirtual().unstarted(() -> {});
  private volatile Runnable stopReading = () -> {};

  WithdrawalWatch(
      ConsentLedger ledger,
      ConsentTable consents,
      StepQueue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.ledger = ledger;
    this.consents = consents;
    this.queue = queue;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void start() {
    running = true;
    reader = Thread.ofVirtual().name("withdrawal-watch").start(this::watch);
  }

  @Override
  public void stop() {
    running = false;
    stopReading.run();
    reader.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void watch() {
    while (running) {
      try {
        follow();
      } catch (LedgerUnavailableException | DataAccessException | TransactionException e) {
        // A database's message may show a row; its class is enough.
        LOG.warn("the watch on withdrawals pauses: {}", e.getClass().getSimpleName());
      }
      pause();
    }
  }

  private void follow() {
    long block = position();
    try (LedgerEvents events = ledger.events(block)) {
      stopReading = events::close;
      while (running && events.hasNext()) {
        LedgerEvent event = events.next();
        if (event.function().equals(Revoke.FUNCTION)) {
          withdrawn(event);
          block = event.block();
        } else if (event.block() >= block + REMEMBERED_EVERY) {
          transaction.executeWithoutResult(status -> remember(event.block()));
          block = event.block();
        }
      }
    }
  }

  private void withdrawn(LedgerEvent event) {
    transaction.executeWithoutResult(status -> {
      consents
          .find(event.object())
          .filter(row -> row.status() != ConsentRow.Status.WITHDRAWN)
          .ifPresent(row -> queue.add(Step.OBSERVE_WITHDRAWAL, row.id(), row.request()));
      remember(event.block());
    });
  }

  /** The block to read on from: the last one seen, which may not have been read to its end. */
  private long position() {
    return jdbc.sql("select block from withdrawal_watch").query(Long.class).optional().orElse(0L);
  }

  private void remember(long block) {
    jdbc.sql(
            """
            insert into withdrawal_watch (block) values (?) on conflict (one)
            do update set block = greatest(withdrawal_watch.block, excluded.block)
            """)
        .param(block)
        .update();
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
