package org.claimexchange.fabric.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that is done side by side. */
public final class Together {
  /** One piece of it. */
  public interface Work {
    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  /** What is done for each of several. */
  public interface WorkFor<T> {
    /** Does it. */
    void run(T each) throws IOException, InterruptedException;
  }

  private Together() {}

  /** Does the same for each, side by side. */
  public static <T> void forEach(List<T> all, WorkFor<T> work)
      throws IOException, InterruptedException {
    run(all.stream().<Work>map(each -> () -> work.run(each)).toList());
  }

  /** Does all of it, waits for all, and then throws what the first of them threw, if any did. */
  public static void run(List<Work> works) throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : works) {
        running.add(
            threads.submit(() -> {
              work.run();
              return work;
            }));
      }
      for (Future<?> one : running) {
        await(one);
      }
    }
  }

  private static void await(Future<?> one) throws IOException, InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException unchecked -> throw unchecked;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
