package org.claimexchange.server.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * The folder of one part of a release at a source's SFTP server. Only names that are made here are
 * ever asked for: no listing or path of the server's is followed, and what lies there as a link is
 * not read, so that whoever may only drop files shows none from elsewhere. Where the server itself
 * keeps the folders is its own affair. The connection is one attempt's: one host key, one login by
 * public key, no other way in.
 */
final class SftpFolder implements AutoCloseable {
  private static final String ALL = "releases";
  private static final int PIECE = 32 * 1024;

  private final SshClient ssh;
  private final SftpClient sftp;
  private final String folder;
  private final PullLimits limits;

  private SftpFolder(SshClient ssh, SftpClient sftp, String folder, PullLimits limits) {
    this.ssh = ssh;
    this.sftp = sftp;
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Connects, and makes the folder where it is not there.
   *
   * @param name of letters, digits, '-', '_' and dots between them
   */
  static SftpFolder open(SftpAddress address, String name, PullLimits limits) throws PullException {
    if (!name.matches("[A-Za-z0-9_-]+\\.[0-9]+")) {
      throw new IllegalArgumentException("a release and the number of a part");
    }
    var met = new AtomicReference<>(PullProblem.UNREACHABLE);
    SshClient ssh = client(address, limits, met);
    try {
      ssh.start();
      ClientSession session =
          ssh.connect(address.user(), address.host(), address.port())
              .verify(limits.requestTime())
              .getSession();
      session.addPublicKeyIdentity(address.key());
      session.auth().verify(limits.requestTime());
      SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
      var opened = new SftpFolder(ssh, sftp, ALL + "/" + name, limits);
      opened.make();
      return opened;
    } catch (IOException e) {
      ssh.stop();
      throw new PullException(met.get());
    } catch (RuntimeException e) {
      ssh.stop();
      throw e;
    }
  }

  /**
   * @param met says what stopped a connection that came no further: not reached, another host, or
   *     the right one that let nobody in
   */
  private static SshClient client(
      SftpAddress address, PullLimits limits, AtomicReference<PullProblem> met) {
    SshClient ssh = SshClient.setUpDefaultClient();
    // Nothing of this machine's own user: neither keys nor hosts nor agents.
    ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    ssh.setAgentFactory(null);
    ssh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    ssh.setServerKeyVerifier((session, remote, key) -> {
      boolean right = KeyUtils.compareKeys(address.hostKey(), key);
      met.set(right ? PullProblem.UNAUTHORIZED : PullProblem.WRONG_HOST_KEY);
      return right;
    });
    CoreModuleProperties.IDLE_TIMEOUT.set(ssh, limits.documentTime());
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(ssh, limits.requestTime());
    SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(ssh, limits.requestTime());
    return ssh;
  }

  private void make() throws IOException {
    for (String path : List.of(ALL, folder)) {
      if (!exists(path)) {
        sftp.mkdir(path);
      }
    }
  }

  /** Whether a file is there. */
  boolean has(String name) throws PullException {
    try {
      return exists(path(name));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private boolean exists(String path) throws IOException {
    try {
      sftp.stat(path);
      return true;
    } catch (SftpException e) {
      if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
          || e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Reads a file, which must be one and no link.
   *
   * @param most as many bytes are taken, and not one more
   * @param time how long it may take
   */
  byte[] read(String name, int most, Duration time) throws PullException {
    long end = System.nanoTime() + time.toNanos();
    demandFile(path(name));
    byte[] bytes = new byte[most + 1];
    int count = 0;
    try (InputStream in = sftp.read(path(name))) {
      while (true) {
        int more = in.read(bytes, count, Math.min(PIECE, bytes.length - count));
        if (more < 0) {
          return Arrays.copyOf(bytes, count);
        }
        count += more;
        if (count > most) {
          throw new PullException(PullProblem.TOO_LARGE);
        }
        if (System.nanoTime() > end) {
          throw new PullException(PullProblem.TIMED_OUT);
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Opening follows links, at the server: what is one is not opened. */
  private void demandFile(String path) throws PullException {
    try {
      if (!sftp.lstat(path).isRegularFile()) {
        throw new PullException(PullProblem.SOURCE_ERROR);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Writes a file under another name, then renames it: nobody reads half of it. */
  void write(String name, byte[] bytes) throws PullException {
    String draft = path(name + ".part");
    try {
      try (OutputStream out = sftp.write(draft)) {
        out.write(bytes);
      }
      // Version 3 of the protocol renames over nothing.
      if (exists(path(name))) {
        sftp.remove(path(name));
      }
      sftp.rename(draft, path(name));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private String path(String name) {
    return folder + "/" + name;
  }

  private static PullException broken(IOException e) {
    return new PullException(
        e instanceof SftpException ? PullProblem.SOURCE_ERROR : PullProblem.UNREACHABLE);
  }

  @Override
  public void close() {
    try {
      sftp.close();
    } catch (IOException e) {
      // The connection goes with the client.
    }
    ssh.stop();
  }
}
