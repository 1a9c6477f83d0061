package org.claimexchange.server.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder at a real SFTP server. */
class SftpFolderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final PullLimits LIMITS =
      new PullLimits(1_000, 1_000, 1, MINUTE, 1_000, 1_000, MINUTE);

  @TempDir Path home;
  private SshServer server;
  private SftpAddress address;

  @BeforeEach
  void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair host = generator.generateKeyPair();
    KeyPair exchange = generator.generateKeyPair();
    server = SshServer.setUpDefaultServer();
    server.setHost("localhost");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, exchange.getPublic()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
    address =
        new SftpAddress(
            "localhost", server.getPort(), "exchange", host.getPublic(), exchange, MINUTE);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(true);
  }

  @Test
  void what_lies_there_as_a_link_is_not_read() throws Exception {
    byte[] fees = "项目,金额\n血常规,18.00\n".getBytes(StandardCharsets.UTF_8);
    Files.write(home.resolve("another-patient.csv"), fees);
    try (SftpFolder folder = SftpFolder.open(address, "WcAMpqLyS5mk0aFbPjX1vw.0", LIMITS)) {
      Path there = home.resolve("releases/WcAMpqLyS5mk0aFbPjX1vw.0");
      Files.write(there.resolve("fees"), fees);
      Files.createSymbolicLink(there.resolve("link"), Path.of("../../another-patient.csv"));
      Files.createDirectory(there.resolve("folder"));

      assertThat(folder.read("fees", 1_000, MINUTE)).isEqualTo(fees);
      for (String name : List.of("link", "folder", "missing")) {
        assertThatThrownBy(() -> folder.read(name, 1_000, MINUTE))
            .as(name)
            .isInstanceOfSatisfying(
                PullException.class,
                e ->
                    assertThat(e.outcome())
                        .isInstanceOfSatisfying(
                            PullOutcome.Later.class,
                            later ->
                                assertThat(later.problem()).isEqualTo(PullProblem.SOURCE_ERROR)));
      }
    }
  }
}
