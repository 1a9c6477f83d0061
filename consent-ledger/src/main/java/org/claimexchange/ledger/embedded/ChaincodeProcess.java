package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The chaincode's process. Its id is written to {@code chaincode.pid} in the data folder, and its
 * command line names that folder: so a later run recognises what an earlier one, killed, left
 * behind, and ends only that.
 */
final class ChaincodeProcess {
  private static final String PID_FILE = "chaincode.pid";
  private static final String LOG_FILE = "chaincode.log";
  private static final String MARK = "-Dclaimexchange.chaincode.of=";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 10;

  private final Process process;
  private final InetSocketAddress address;
  private final Path pidFile;
  private final Thread atExit;

  private ChaincodeProcess(Process process, InetSocketAddress address, Path pidFile) {
    this.process = process;
    this.address = address;
    this.pidFile = pidFile;
    this.atExit = new Thread(process::destroyForcibly, "embedded-chaincode-at-exit");
  }

  /** Starts the process; its server is not up yet. */
  static ChaincodeProcess start(ChaincodeLaunch launch, Path dataFolder, String packageId)
      throws IOException, InterruptedException {
    Path pidFile = dataFolder.resolve(PID_FILE);
    stopOrphan(pidFile, dataFolder);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    List<String> command = new ArrayList<>();
    command.add(launch.java().toString());
    command.add(mark(dataFolder));
    command.addAll(launch.jvmOptions());
    command.addAll(launch.program());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + address.getPort());
    builder.environment().put("CORE_CHAINCODE_ID_NAME", packageId);
    builder.environment().put("CHAINCODE_ID", packageId);
    builder.environment().put("CORE_PEER_TLS_ENABLED", "false");
    builder.environment().putIfAbsent("CORE_CHAINCODE_LOGGING_LEVEL", "WARNING");
    builder.environment().putIfAbsent("CORE_CHAINCODE_LOGGING_SHIM", "WARNING");
    Path log = dataFolder.resolve(LOG_FILE);
    if (Files.exists(log)) {
      Files.move(log, dataFolder.resolve(LOG_FILE + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Files.writeString(pidFile, process.pid() + "\n");
    ChaincodeProcess started = new ChaincodeProcess(process, address, pidFile);
    started.endWithThisProcess();
    return started;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Waits until the server takes connections. */
  void awaitServer(Duration timeout) throws InterruptedException, IOException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IOException("the process ended with status " + process.exitValue());
      }
      try (Socket probe = new Socket()) {
        probe.connect(address, (int) LONGEST_STOP.toMillis());
        return;
      } catch (IOException e) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    throw new TimeoutException("its server did not come up within " + timeout.toSeconds() + " s");
  }

  /** Runs when the process ends, whoever ended it. */
  void onExit(Runnable action) {
    var unused = process.onExit().thenRun(action);
  }

  long pid() {
    return process.pid();
  }

  void stop() {
    process.destroy();
    forgetExit();
    try {
      if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A pid file that stays names a process that is gone; the next start sees that.
      process.destroyForcibly();
    }
  }

  /** Nobody may have closed the network when this process ends; only a kill leaves an orphan. */
  private void endWithThisProcess() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending already, so the other one has to end at once.
      process.destroyForcibly();
    }
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending: the hook runs, and ends what is ended already.
      process.destroyForcibly();
    }
  }

  private static void stopOrphan(Path pidFile, Path dataFolder)
      throws IOException, InterruptedException {
    Optional<ProcessHandle> orphan = orphan(pidFile, dataFolder);
    if (orphan.isPresent() && orphan.get().destroyForcibly()) {
      try {
        orphan.get().onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
        throw new IOException(
            "The chaincode of an earlier run does not end, process " + orphan.get().pid(), e);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  /**
   * The process in the pid file, if it still runs and is ours by its command line. No other can
   * carry this folder's mark: the folder is locked by the network that starts it.
   */
  private static Optional<ProcessHandle> orphan(Path pidFile, Path dataFolder) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile).strip();
    if (!pid.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .filter(handle -> isMarked(handle, dataFolder));
  }

  /**
   * A long command line comes as one text, cut at its end, so the mark stands near its beginning.
   */
  private static boolean isMarked(ProcessHandle handle, Path dataFolder) {
    return handle
        .info()
        .commandLine()
        .filter(line -> line.contains(" " + mark(dataFolder) + " "))
        .isPresent();
  }

  private static String mark(Path dataFolder) {
    return MARK + dataFolder.toAbsolutePath().normalize();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
