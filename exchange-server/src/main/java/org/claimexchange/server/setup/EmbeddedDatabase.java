package org.claimexchange.server.setup;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.server.vault.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL in the data folder, for the embedded set-up: durable, and with a password, which lies
 * in {@code database.password} there. One that a killed server left behind is taken over.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final int port;
  private final String password;
  private final AutoCloseable server;

  private EmbeddedDatabase(int port, String password, AutoCloseable server) {
    this.port = port;
    this.password = password;
    this.server = server;
  }

  /**
   * Starts it, or takes over the one that runs in this folder.
   *
   * @throws UncheckedIOException if it cannot be started
   */
  public static EmbeddedDatabase start(Path dataFolder, SecureRandom random) {
    try {
      PrivateFiles.createFolder(dataFolder);
      Path secret = dataFolder.resolve("database.password");
      if (!Files.exists(secret)) {
        byte[] bits = new byte[24];
        random.nextBytes(bits);
        PrivateFiles.writeNew(secret, Base64.getUrlEncoder().withoutPadding().encode(bits));
      }
      String password = Files.readString(secret, StandardCharsets.US_ASCII);
      Path data = dataFolder.resolve("database");
      Optional<Postmaster> left = Postmaster.in(data);
      if (left.isPresent()) {
        LOG.info("taking over the database that a killed server left running");
        return new EmbeddedDatabase(left.get().port(), password, () -> stop(left.get()));
      }
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      EmbeddedPostgres server = launch(data, secret, password);
      return new EmbeddedDatabase(server.getPort(), password, server);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded database cannot be started in " + dataFolder, e);
    }
  }

  /**
   * The one that runs in this folder, for tools beside a running server.
   *
   * @throws IOException if its password cannot be read
   */
  public static Optional<EmbeddedDatabase> running(Path dataFolder) throws IOException {
    Path secret = dataFolder.resolve("database.password");
    Optional<Postmaster> running = Postmaster.in(dataFolder.resolve("database"));
    if (running.isEmpty() || !Files.exists(secret)) {
      return Optional.empty();
    }
    String password = Files.readString(secret, StandardCharsets.US_ASCII);
    return Optional.of(new EmbeddedDatabase(running.get().port(), password, () -> {}));
  }

  /** Its address, for JDBC. */
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** Its user. */
  public String user() {
    return "postgres";
  }

  /** The user's password. */
  public String password() {
    return password;
  }

  @Override
  public void close() throws Exception {
    server.close();
  }

  private static EmbeddedPostgres launch(Path data, Path secret, String password)
      throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // Given to initdb: passwords from the first moment, the same order of text everywhere.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", secret.toAbsolutePath().toString())
        .setLocaleConfig("locale", "C.UTF-8")
        .setConnectConfig("password", password)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setPGStartupWait(Duration.ofSeconds(30))
        .start();
  }

  private static void stop(Postmaster postmaster) {
    postmaster.process().destroy();
    try {
      postmaster.process().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the database is still busy after {}; it stops when its clients have left", STOP);
    }
  }
}
