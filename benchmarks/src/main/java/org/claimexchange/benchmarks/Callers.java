package org.claimexchange.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Clients that each take the next piece of work as soon as their last one is done. */
final class Callers {
  private Callers() {}

  /** How long each call took; what a call throws ends the measurement. */
  static <T> List<Duration> atATime(int clients, List<T> work, Consumer<T> call)
      throws InterruptedException, ExecutionException {
    ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>(work);
    List<Duration> took = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Duration>>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> untilEmpty(waiting, call)));
      }
      for (Future<List<Duration>> one : running) {
        took.addAll(one.get());
      }
    }
    return took;
  }

  private static <T> List<Duration> untilEmpty(ConcurrentLinkedQueue<T> waiting, Consumer<T> call) {
    List<Duration> took = new ArrayList<>();
    for (T next = waiting.poll(); next != null; next = waiting.poll()) {
      long begun = System.nanoTime();
      call.accept(next);
      took.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return took;
  }
}
