package org.claimexchange.verifier.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/** Who a signer is: the URIs among a certificate's alternative names (RFC 5280, 4.2.1.6). */
public final class SignerNames {

  private static final Integer URI_NAME = 6;

  private SignerNames() {}

  /**
   * The URIs; none where there are none.
   *
   * @throws CertificateException if the names cannot be read
   */
  public static List<String> of(X509Certificate certificate) throws CertificateException {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(URI_NAME))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      throw new CertificateException("alternative names that cannot be read");
    }
  }

  /**
   * Whether two certificates are of one participant: a URI stands in both.
   *
   * @throws CertificateException if the names of one cannot be read
   */
  public static boolean shared(X509Certificate one, X509Certificate other)
      throws CertificateException {
    return !Collections.disjoint(of(one), of(other));
  }
}
