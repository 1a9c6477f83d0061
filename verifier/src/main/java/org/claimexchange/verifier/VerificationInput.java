package org.claimexchange.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.evidence.NonceRule;

/**
 * What is verified. It hides its key.
 *
 * @param sealed the package as it was downloaded
 * @param delivery the delivery's evidence beside it; where the file is missing, the package does
 *     not verify
 * @param key the recipient's private key, RSA, EC or SM2
 * @param nonce which nonce the delivery's evidence must carry
 */
public record VerificationInput(Path sealed, Path delivery, PrivateKey key, NonceRule nonce) {

  /** What is behind a package's name to make its delivery's. */
  public static final String DELIVERY_SUFFIX = ".delivery.json";

  /**
   * A package with the delivery's evidence beside it.
   *
   * @param key file of the private key: PEM, unencrypted PKCS#8
   */
  public static VerificationInput of(Path sealed, Path key)
      throws IOException, CertificateException {
    Path delivery = sealed.resolveSibling(sealed.getFileName() + DELIVERY_SUFFIX);
    return new VerificationInput(
        sealed, delivery, Pem.privateKey(Files.readString(key)), new NonceRule.NotIssued());
  }

  @Override
  public String toString() {
    return "VerificationInput[" + sealed + "]";
  }
}
