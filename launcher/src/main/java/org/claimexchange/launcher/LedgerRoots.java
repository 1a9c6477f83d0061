package org.claimexchange.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/** Reads one root certificate for each of a ledger's organizations. */
final class LedgerRoots {
  private static final long LARGEST_FILE = 64 * 1024;
  private static final String EXTENSION = ".pem";

  private LedgerRoots() {}

  /**
   * From a folder of trusted roots, {@code MSPID.pem} each.
   *
   * @throws CertificateException if a file holds anything but one certificate, or there is none
   */
  static Map<String, X509Certificate> trusted(Path folder)
      throws IOException, CertificateException {
    Map<String, X509Certificate> roots = new TreeMap<>();
    for (Path file : list(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(EXTENSION)) {
        roots.put(name.substring(0, name.length() - EXTENSION.length()), root(file));
      }
    }
    return notEmpty(roots, folder);
  }

  /** From the key files that the embedded network keeps beside its block file. */
  static Map<String, X509Certificate> beside(Path blocks) throws IOException, CertificateException {
    Path folder = blocks.toAbsolutePath().resolveSibling("organizations");
    Map<String, X509Certificate> roots = new TreeMap<>();
    for (Path organization : list(folder)) {
      roots.put(
          String.valueOf(organization.getFileName()), root(organization.resolve("ca" + EXTENSION)));
    }
    return notEmpty(roots, folder);
  }

  private static List<Path> list(Path folder) throws IOException, CertificateException {
    if (!Files.isDirectory(folder)) {
      throw new CertificateException(
          folder + ": expected a folder with the root certificates of the ledger");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static X509Certificate root(Path file) throws IOException, CertificateException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new CertificateException(file + ": larger than " + LARGEST_FILE + " bytes");
    }
    List<X509Certificate> found = Pem.certificates(Files.readString(file));
    if (found.size() != 1) {
      throw new CertificateException(
          file + ": expected one root certificate, found " + found.size());
    }
    return found.getFirst();
  }

  private static Map<String, X509Certificate> notEmpty(
      Map<String, X509Certificate> roots, Path folder) throws CertificateException {
    if (roots.isEmpty()) {
      throw new CertificateException(
          folder + ": expected the root certificates of the ledger, *.pem");
    }
    return roots;
  }
}
