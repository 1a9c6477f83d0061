package org.claimexchange.server.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for a step: at once in this process, by looking again for the others. */
final class StepEnds {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ConcurrentHashMap<String, CompletableFuture<Boolean>> waiting =
      new ConcurrentHashMap<>();

  /** The step ended. */
  void ended(String key) {
    CompletableFuture<Boolean> future = waiting.remove(key);
    if (future != null) {
      future.complete(true);
    }
  }

  /** Waits until the condition holds, or the time is over. */
  void await(String key, BooleanSupplier ended, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      CompletableFuture<Boolean> future =
          waiting.computeIfAbsent(key, k -> new CompletableFuture<>());
      long left = end - System.nanoTime();
      if (ended.getAsBoolean() || left <= 0) {
        waiting.remove(key, future);
        return;
      }
      try {
        future.get(Math.min(left, LOOK_AGAIN_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // Another instance may have carried it out: look again.
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException("never completed so", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
