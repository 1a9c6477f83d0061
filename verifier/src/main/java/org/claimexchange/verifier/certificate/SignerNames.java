package org.claimexchange.verifier.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

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
   * Whether two certificates are of one participant: both name the same URIs, at least one. A URI
   * that an authority puts into all its certificates makes no participant of two.
   *
   * @throws CertificateException if the names of one cannot be read
   */
  public static boolean same(X509Certificate one, X509Certificate other)
      throws CertificateException {
    Set<String> names = Set.copyOf(of(one));
    return !names.isEmpty() && names.equals(Set.copyOf(of(other)));
  }
}
