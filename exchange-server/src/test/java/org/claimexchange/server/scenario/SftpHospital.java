package org.claimexchange.server.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.log.FileGuardLog;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.json.CanonicalJson;

/**
 * The second hospital as one that drops files at an SFTP server of its own; the guard is the real
 * one. What it does in its folder it does where a test says so, as the interface engine would.
 */
final class SftpHospital implements AutoCloseable {
  private static final String CALLER = "exchange";

  private final SshServer server;
  private final Path home;
  private final ReleaseGuard guard;
  private final FileGuardLog log;
  private final KeyPair host;

  private SftpHospital(
      SshServer server, Path home, ReleaseGuard guard, FileGuardLog log, KeyPair host) {
    this.server = server;
    this.home = home;
    this.guard = guard;
    this.log = log;
    this.host = host;
  }

  static KeyPair keyPair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  static String line(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic());
  }

  /** Starts it; the exchange logs in with this key and no other. */
  static SftpHospital start(int port, Path folder, KeyPair host, KeyPair exchange, Path trust)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("drop"));
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("localhost");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator((user, key, session) ->
        user.equals("exchange") && KeyUtils.compareKeys(key, exchange.getPublic()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
    FileGuardLog log = FileGuardLog.open(folder.resolve("guard.log"), Clock.systemUTC());
    return new SftpHospital(
        server,
        home,
        new ReleaseGuard(
            "hospital-2", LedgerRoots.read(trust), log, Clock.systemUTC(), new SecureRandom()),
        log,
        host);
  }

  Path folder(String release) {
    return home.resolve("releases").resolve(release + ".0");
  }

  /** Answers {@code ask.json}. */
  void issueNonce(String release) throws Exception {
    Carried.await(() -> Files.exists(folder(release).resolve("ask.json")), "ask.json");
    write(release, "nonce.json", CanonicalJson.write(guard.issueNonce()));
  }

  /** Checks what it is shown, as it does before it drops anything. */
  void checkPresentation(String release) throws Exception {
    Path file = folder(release).resolve("presentation.json");
    Carried.await(() -> Files.exists(file), "presentation.json");
    guard.open(CALLER, CanonicalJson.read(Files.readAllBytes(file), ReleasePresentation.class));
  }

  /** Refuses what it is shown. */
  void refuse(String release) throws Exception {
    Carried.await(
        () -> Files.exists(folder(release).resolve("presentation.json")), "presentation.json");
    write(
        release,
        "refused.json",
        CanonicalJson.write(
            Map.of("code", new GuardException(org.claimexchange.guard.GuardRefusal.NONCE).code())));
  }

  /** Drops files, and the list last. */
  void drop(String release, boolean complete, OwnFile... files) throws IOException {
    for (OwnFile file : files) {
      write(release, file.about().document(), file.bytes());
    }
    write(release, "documents.json", CanonicalJson.write(OwnFile.list(release, complete, files)));
  }

  void write(String release, String name, byte[] bytes) throws IOException {
    Path draft = folder(release).resolve(name + ".tmp");
    Files.write(draft, bytes);
    Files.move(draft, folder(release).resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** All that lies in its home, as text. */
  String everything() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      StringBuilder text = new StringBuilder();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, StandardCharsets.UTF_8));
      }
      return text.toString();
    }
  }

  KeyPair host() {
    return host;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    log.close();
  }
}
