package org.claimexchange.fabric.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.fabric.binaries.Environment;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.WholeFile;

/**
 * A process that outlives whoever started it, found again by the id in its file. The id alone would
 * not do: once a process has ended, its id may be another's.
 */
public final class NodeProcess {
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * The system counts a beginning from its own, and each process that asks adds that up by the
   * clock as it is then: when the clock was set in between, the two are some moments apart.
   */
  private static final Duration SAME_BEGINNING = Duration.ofSeconds(3);

  private final Path pidFile;

  /** The process of a file, whether it runs or not. */
  public NodeProcess(Path pidFile) {
    this.pidFile = pidFile;
  }

  /**
   * Starts it.
   *
   * @param environment beside the one of this process
   * @param log is appended to
   */
  public void start(List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(detached(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Environment.clean(builder).putAll(environment);
    ProcessHandle handle = builder.start().toHandle();
    Instant begun = handle.info().startInstant().orElse(Instant.EPOCH);
    WholeFile.write(pidFile, handle.pid() + " " + begun.toEpochMilli() + "\n");
  }

  /** In a session of its own, where that can be had: Ctrl-C in the terminal is not for it. */
  private static List<String> detached(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> detached = new ArrayList<>(List.of(SETSID.toString()));
    detached.addAll(command);
    return detached;
  }

  /** Whether there is a file, whatever runs. */
  public boolean isNoted() {
    return Files.exists(pidFile);
  }

  /** The process, if it runs. */
  public Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String[] noted = Files.readString(pidFile, StandardCharsets.UTF_8).strip().split(" ", -1);
    if (noted.length != 2) {
      return Optional.empty();
    }
    try {
      Instant begun = Instant.ofEpochMilli(Long.parseLong(noted[1]));
      return ProcessHandle.of(Long.parseLong(noted[0]))
          .filter(handle -> handle.isAlive() && begunAt(handle, begun));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Lets it end by itself, for 15 s; then ends it. */
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> running = running();
    if (running.isPresent()) {
      running.get().destroy();
      if (!ended(running.get())) {
        running.get().destroyForcibly();
        requireEnded(running.get());
      }
    }
    Files.deleteIfExists(pidFile);
  }

  /** Ends it at once, as a crash would; its file stays, as after a crash. */
  public void kill() throws IOException, InterruptedException {
    Optional<ProcessHandle> running = running();
    if (running.isPresent()) {
      running.get().destroyForcibly();
      requireEnded(running.get());
    }
  }

  private static void requireEnded(ProcessHandle handle) throws InterruptedException {
    if (!ended(handle)) {
      throw new FabricTrouble(
          "process " + handle.pid() + " does not end; end it with kill -9 " + handle.pid() + ".");
    }
  }

  private static boolean ended(ProcessHandle handle) throws InterruptedException {
    try {
      handle.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another process may have the id by now; what tells of no beginning is not taken for ours. */
  private static boolean begunAt(ProcessHandle handle, Instant noted) {
    return handle
        .info()
        .startInstant()
        .filter(begun -> Duration.between(noted, begun).abs().compareTo(SAME_BEGINNING) <= 0)
        .isPresent();
  }
}
