package org.claimexchange.server.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own, which may be killed and started again on the same data. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final List<String> settings;
  private final Path folder;
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  private ServerProcess(List<String> settings, Path folder, URI base) {
    this.settings = settings;
    this.folder = folder;
    this.base = base;
  }

  static ServerProcess start(List<String> settings, Path folder, URI base) throws Exception {
    ServerProcess server = new ServerProcess(settings, folder, base);
    server.launch();
    return server;
  }

  private void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dscenario.crash=" + order(),
            "-cp",
            System.getProperty("java.class.path"),
            CrashingServer.class.getName()));
    command.addAll(settings);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  /** Waits until it answers. */
  void awaitReady() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the server did not start; see " + log() + "\n" + tail());
      }
      Thread.sleep(100);
    }
  }

  /** From now on, the process ends when a claim reaches this point. */
  void crashAt(String point) throws IOException {
    Files.writeString(order(), point);
  }

  /** Waits until it has ended at the point, and starts it again. */
  void restartAfterCrash() throws Exception {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the point was never reached; see " + log());
    }
    launch();
    awaitReady();
  }

  /** SIGKILL, and a new start. */
  void killAndRestart() throws Exception {
    process.destroyForcibly().waitFor();
    launch();
    awaitReady();
  }

  /** Whether the point was not reached yet. */
  boolean isCrashOrdered() {
    return Files.exists(order());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return folder.resolve("server.log");
  }

  private Path order() {
    return folder.resolve("crash");
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private boolean answers() throws InterruptedException {
    try {
      var request =
          HttpRequest.newBuilder(base.resolve("actuator/health/readiness"))
              .timeout(Duration.ofSeconds(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
