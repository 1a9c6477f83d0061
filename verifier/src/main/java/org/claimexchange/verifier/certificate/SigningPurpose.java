package org.claimexchange.verifier.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Whether a certificate is one to sign documents with (RFC 5280, 4.2.1.3 and 4.2.1.12): that of a
 * web server, of a recipient or of an authority under the same root is not.
 */
public final class SigningPurpose {

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  /** Any purpose, e-mail protection, document signing (RFC 9336). */
  private static final Set<String> PURPOSES =
      Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36");

  private SigningPurpose() {}

  /**
   * @throws CertificateException if it is for something else
   */
  public static void check(X509Certificate certificate) throws CertificateException {
    boolean[] usage = certificate.getKeyUsage();
    if (usage == null || !(usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])) {
      throw new CertificateException("a certificate that is not for signing");
    }
    if (certificate.getBasicConstraints() >= 0) {
      throw new CertificateException("a certificate of an authority, not of a signer");
    }
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(PURPOSES::contains)) {
        throw new CertificateException("a certificate for another purpose than documents");
      }
    } catch (CertificateParsingException e) {
      throw new CertificateException("a certificate whose purpose cannot be read");
    }
  }
}
