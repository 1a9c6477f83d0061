package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the chaincode's jar. */
final class Instance implements AutoCloseable {
  static final String PACKAGE_ID = "consent_1:5f3c";

  private final Process process;
  private final Path log;
  private final int port;
  private final int health;

  private Instance(Process process, Path log, int port, int health) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.health = health;
  }

  /** Starts one with these settings besides addresses and package id, which they may replace. */
  static Instance start(Path folder, Map<String, String> settings) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            System.getProperty("chaincode.jar"));
    return start(folder, command, settings);
  }

  static Instance start(Path folder, List<String> command, Map<String, String> settings)
      throws IOException {
    int port = freePort();
    int health = freePort();
    Path log = Files.createTempFile(folder, "chaincode", ".log");
    Map<String, String> all = new HashMap<>();
    all.put(ServiceSettings.ADDRESS, "127.0.0.1:" + port);
    all.put(ServiceSettings.HEALTH, "127.0.0.1:" + health);
    all.put(ServiceSettings.PACKAGE_ID, PACKAGE_ID);
    all.putAll(settings);
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(all);
    return new Instance(builder.start(), log, port, health);
  }

  /** Without TLS, ready. */
  static Instance plain(Path folder) throws IOException, InterruptedException {
    Instance instance = start(folder, Map.of(ServiceSettings.TLS, "false"));
    instance.awaitHealthy();
    return instance;
  }

  int port() {
    return port;
  }

  int healthPort() {
    return health;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  void awaitHealthy() throws InterruptedException, IOException {
    for (int attempt = 0; attempt < 600; attempt++) {
      assertThat(process.isAlive()).as(log()).isTrue();
      try {
        if (health().statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("not healthy: " + log());
  }

  HttpResponse<String> health() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health + "/healthz")).build(),
          BodyHandlers.ofString());
    }
  }

  /** SIGTERM. */
  void tellToStop() {
    process.destroy();
  }

  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
