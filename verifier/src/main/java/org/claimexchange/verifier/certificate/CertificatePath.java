package org.claimexchange.verifier.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leads a certificate to a root (RFC 5280, section 6), as it stood at one time, without asking
 * anybody: whether it was revoked is not looked at. A chain is wholly on the curve of SM2 or not at
 * all, so that no key of one world vouches for one of the other.
 */
public final class CertificatePath {

  private static final int MAX_INTERMEDIATES = 4;

  private CertificatePath() {}

  /**
   * @param certificate the end entity's
   * @param intermediates what may lie between it and a root
   * @param roots what is trusted; empty trusts nothing
   * @param time at which all of them must be valid
   * @throws CertificateException if no way leads to a root
   */
  public static void check(
      X509Certificate certificate,
      List<X509Certificate> intermediates,
      List<X509Certificate> roots,
      Instant time)
      throws CertificateException {
    validAt(certificate, time);
    boolean sm2 = Sm2.holds(certificate);
    Set<TrustAnchor> anchors =
        roots.stream()
            .filter(root -> Sm2.holds(root) == sm2)
            .filter(root -> !time.isBefore(root.getNotBefore().toInstant()))
            .filter(root -> !time.isAfter(root.getNotAfter().toInstant()))
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toSet());
    if (anchors.isEmpty()) {
      throw new CertificateException("no trusted root that was valid at " + time);
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(certificate);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time));
      parameters.setMaxPathLength(MAX_INTERMEDIATES);
      List<X509Certificate> others =
          intermediates.stream().filter(other -> Sm2.holds(other) == sm2).toList();
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
      CertPathBuilder builder =
          sm2
              ? CertPathBuilder.getInstance("PKIX", Sm2.provider())
              : CertPathBuilder.getInstance("PKIX");
      builder.build(parameters);
    } catch (CertPathBuilderException e) {
      throw new CertificateException("a certificate that leads to no trusted root");
    } catch (GeneralSecurityException e) {
      throw new CertificateException("a certificate that cannot be judged");
    }
  }

  private static void validAt(X509Certificate certificate, Instant time)
      throws CertificateException {
    if (time.isBefore(certificate.getNotBefore().toInstant())
        || time.isAfter(certificate.getNotAfter().toInstant())) {
      throw new CertificateException("a certificate that was not valid at " + time);
    }
  }
}
