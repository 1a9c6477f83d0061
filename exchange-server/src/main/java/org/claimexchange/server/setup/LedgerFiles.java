package org.claimexchange.server.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.claimexchange.server.vault.Pem;

/** Reads keys and certificates that settings name, and says of each what is wrong with it. */
final class LedgerFiles {
  private static final long LARGEST = 1024 * 1024;
  private static final String ENDING = ".pem";

  private final Clock clock;
  private final Consumer<String> problems;

  /**
   * @param clock against which certificates are held
   * @param problems is told one sentence for each that is wrong
   */
  LedgerFiles(Clock clock, Consumer<String> problems) {
    this.clock = clock;
    this.problems = problems;
  }

  /** A key with its certificate chain. */
  record Owned(PrivateKey key, List<X509Certificate> chain) {
    X509Certificate certificate() {
      return chain.getFirst();
    }

    @Override
    public String toString() {
      return "Owned[" + certificate().getSubjectX500Principal() + "]";
    }
  }

  /** A certificate that is valid now, and its key; empty where something is wrong. */
  Optional<Owned> owned(String certificateName, String certificate, String keyName, String key) {
    List<X509Certificate> chain = certificates(certificateName, certificate);
    Optional<PrivateKey> own = key(keyName, key);
    if (chain.isEmpty() || own.isEmpty() || !isValid(certificateName, chain.getFirst())) {
      return Optional.empty();
    }
    if (!belong(own.get(), chain.getFirst())) {
      problems.accept(
          "%s must hold the key of the certificate in %s, found another one"
              .formatted(keyName, certificateName));
      return Optional.empty();
    }
    return Optional.of(new Owned(own.get(), chain));
  }

  /** All certificates of a file, at least one; empty where something is wrong. */
  List<X509Certificate> certificates(String name, String file) {
    Optional<byte[]> pem = bytes(name, file);
    List<X509Certificate> found = new ArrayList<>();
    if (pem.isEmpty()) {
      return found;
    }
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.get()))
          .forEach(one -> found.add((X509Certificate) one));
    } catch (GeneralSecurityException e) {
      found.clear();
    }
    if (found.isEmpty()) {
      problems.accept(name + " must hold certificates in PEM, found none in " + file);
    }
    return found;
  }

  /** Roots by MSP id, from a folder with {@code {MspId}.pem} for each organization. */
  Map<String, List<X509Certificate>> roots(String name, String folder) {
    Map<String, List<X509Certificate>> roots = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.sorted().toList()) {
        String fileName = file.toFile().getName();
        if (fileName.endsWith(ENDING)) {
          roots.put(
              fileName.substring(0, fileName.length() - ENDING.length()),
              certificates(name, file.toString()));
        }
      }
    } catch (IOException e) {
      roots.clear();
    }
    if (roots.isEmpty()) {
      problems.accept(
          name + " must name a folder with {MspId}.pem for each organization, found none");
    }
    return roots;
  }

  private boolean isValid(String name, X509Certificate certificate) {
    Instant now = clock.instant();
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(to)) {
      problems.accept(
          "%s holds a certificate that is valid from %s to %s, and now is %s"
              .formatted(name, from, to, now));
      return false;
    }
    return true;
  }

  private Optional<PrivateKey> key(String name, String file) {
    Optional<byte[]> pem = bytes(name, file);
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pem.ecKey(new String(pem.get(), StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      problems.accept(
          name + " must hold an unencrypted EC key in PEM (PKCS#8), found none in " + file);
      return Optional.empty();
    }
  }

  private Optional<byte[]> bytes(String name, String file) {
    if (file.isBlank()) {
      problems.accept(name + " must name a PEM file, found nothing");
      return Optional.empty();
    }
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LARGEST) {
        problems.accept(name + " must name a file of at most 1 MB: " + file);
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(path));
    } catch (IOException e) {
      problems.accept(name + " must name a file that can be read, found none: " + file);
      return Optional.empty();
    }
  }

  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    try {
      byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(probe);
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(probe);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
