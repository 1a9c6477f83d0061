package org.claimexchange.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.claimexchange.launcher.Trouble;

/**
 * One process of the demo, with its output in a file, stopped when the demo ends however that is.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread onExit;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.onExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts a process whose output goes to the given file. */
  public static ChildProcess start(String name, List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ChildProcess(name, process, log);
  }

  /**
   * Waits until it is ready.
   *
   * @throws Trouble if it ends before, or takes longer than the limit
   */
  public void await(BooleanSupplier ready, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new Trouble(
            "the " + name + " did not start: " + lastLine() + " (all of it in " + log + ")");
      }
      if (System.nanoTime() > end) {
        throw new Trouble(
            "the " + name + " was not ready within " + limit.toSeconds() + " s; see " + log);
      }
      Thread.sleep(50);
    }
  }

  private String lastLine() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
          .reduce((first, second) -> second)
          .orElse("it said nothing");
    } catch (IOException e) {
      return "its output cannot be read";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      process.destroyForcibly();
    }
  }
}
