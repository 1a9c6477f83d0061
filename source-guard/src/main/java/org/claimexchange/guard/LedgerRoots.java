package org.claimexchange.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/**
 * Root certificates of the ledger's organizations.
 *
 * @param byOrganization by MSP id
 */
public record LedgerRoots(Map<String, List<X509Certificate>> byOrganization) {
  private static final String ENDING = ".pem";

  public LedgerRoots {
    byOrganization = Map.copyOf(byOrganization);
  }

  /**
   * Reads {@code ledger/{MspId}.pem} of a trust folder.
   *
   * @throws IOException if the folder holds none, or a file is no certificate
   */
  public static LedgerRoots read(Path trust) throws IOException {
    Path folder = trust.resolve("ledger");
    if (!Files.isDirectory(folder)) {
      throw new IOException("no folder of the ledger's root certificates: " + folder);
    }
    Map<String, List<X509Certificate>> roots = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          roots.put(name.substring(0, name.length() - ENDING.length()), certificates(file));
        }
      }
    }
    if (roots.isEmpty()) {
      throw new IOException("no root certificate of the ledger in " + folder);
    }
    return new LedgerRoots(roots);
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    try {
      return Pem.certificates(Files.readString(file));
    } catch (CertificateException e) {
      throw new IOException(file + ": " + e.reason());
    }
  }
}
