package org.claimexchange.server.regulator.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Root certificates from a folder, read anew each time, so that the regulator's own copies count.
 *
 * @param folder holds {@code {MspId}.pem} for each organization
 * @param channel the channel's name
 * @param chaincode the chaincode's name
 */
public record FolderTrust(Path folder, String channel, String chaincode) implements LedgerTrust {
  private static final String ENDING = ".pem";

  /**
   * @throws UncheckedIOException if the folder or a file in it cannot be read
   */
  @Override
  public Map<String, List<X509Certificate>> roots() {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, List<X509Certificate>> roots = new HashMap<>();
      for (Path file : files.filter(one -> one.toString().endsWith(ENDING)).toList()) {
        String name = file.toFile().getName();
        roots.put(name.substring(0, name.length() - ENDING.length()), certificates(file));
      }
      return Map.copyOf(roots);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger's root certificates cannot be read", e);
    }
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IOException("not a certificate: " + file, e);
    }
  }
}
