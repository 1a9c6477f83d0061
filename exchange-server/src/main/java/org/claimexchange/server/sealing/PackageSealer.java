package org.claimexchange.server.sealing;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Seals claim packages: one ASiC-E container, signed by the exchange, encrypted to its recipients.
 * Keeps fonts and keys between packages. Safe for use by several threads.
 */
public final class PackageSealer {

  private final FhirContext fhir;
  private final SigningKey key;
  private final SecureRandom random;

  /**
   * @param fhir of R4, shared
   * @param key signs documents, PDF and manifest
   * @param random of content keys and nonces
   */
  public PackageSealer(FhirContext fhir, SigningKey key, SecureRandom random) {
    this.fhir = fhir;
    this.key = key;
    this.random = random;
  }

  /**
   * Seals a package.
   *
   * @param recipients certificates to encrypt to: RSA of 2048 bits or more, or P-256
   * @param sink gets the sealed bytes; is flushed, not closed
   * @throws SealingException if it cannot be sealed; what the sink got is worth nothing then
   * @throws IOException if the sink or an original fails
   */
  public SealedPackage seal(
      PackageContent content, List<X509Certificate> recipients, OutputStream sink)
      throws SealingException, IOException {
    throw new UnsupportedOperationException(fhir + "" + key + random + content + recipients + sink);
  }
}
