package org.claimexchange.server.register;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks at handed over files, at start and every so often. Each instance looks at its own. */
final class Rounds implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final List<Runnable> looks;
  private final Duration interval;
  private volatile boolean running;
  private volatile Thread looker = Thread.ofVirtual().unstarted(() -> {});

  Rounds(List<Runnable> looks, Duration interval) {
    this.looks = List.copyOf(looks);
    this.interval = interval;
  }

  @Override
  public void start() {
    running = true;
    if (!looks.isEmpty()) {
      looker = Thread.ofVirtual().name("handed-over-files").start(this::rounds);
    }
  }

  @Override
  public void stop() {
    running = false;
    looker.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void rounds() {
    while (running) {
      looks.forEach(Rounds::look);
      try {
        Thread.sleep(interval);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running = false;
      }
    }
  }

  private static void look(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      // The message may hold parts of a file.
      LOG.warn("a look at a handed over file failed: {}", e.getClass().getName());
    }
  }
}
