package org.claimexchange.server.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/**
 * The key that signs packages, as PEM files of the vault: {@code package-signer.key}, {@code
 * package-signer.pem}, {@code package-root.pem}. In production they are put there; the embedded
 * set-up makes them.
 *
 * @param signer key and certificate
 * @param root the certificate that the signer's chains to
 */
public record PackageKeys(EvaluationCertificates.Issued signer, X509Certificate root) {
  /**
   * Reads them, or, where they may be made, makes them.
   *
   * @param name the signer's name
   * @param uri who signs, as a URI
   * @throws VaultException if they cannot be used
   */
  public static PackageKeys in(
      Path vault, String name, String uri, EvaluationCertificates certificates) {
    Path folder = vault.resolve("keys");
    Path key = folder.resolve("package-signer.key");
    Path signer = folder.resolve("package-signer.pem");
    Path root = folder.resolve("package-root.pem");
    try {
      PrivateFiles.createFolder(folder);
      if (!Files.exists(root)) {
        // The root's key is not kept: nothing else is ever signed by it. Written last, so that a
        // start that was cut off makes all of them again.
        var issuer = certificates.root(name + " evaluation root");
        var issued = certificates.signer(name + " evaluation", uri, issuer);
        Files.deleteIfExists(key);
        Files.deleteIfExists(signer);
        write(key, Pem.of(issued.key()));
        write(signer, Pem.of(issued.certificate()));
        write(root, Pem.of(issuer.certificate()));
      }
      return new PackageKeys(
          new EvaluationCertificates.Issued(
              Pem.ecKey(Files.readString(key)), Pem.certificate(Files.readString(signer))),
          Pem.certificate(Files.readString(root)));
    } catch (IOException | GeneralSecurityException e) {
      throw new VaultException("the key of packages cannot be used: " + folder, e);
    }
  }

  private static void write(Path file, String pem) throws IOException {
    PrivateFiles.writeNew(file, pem.getBytes(StandardCharsets.US_ASCII));
  }
}
