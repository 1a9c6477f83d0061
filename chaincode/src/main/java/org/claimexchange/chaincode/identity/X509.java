package org.claimexchange.chaincode.identity;

import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Reads certificates of X.509 (RFC 5280): by the JDK, and those for keys of SM2 (GB/T 32918.5),
 * whose curve the JDK does not know, by Bouncy Castle.
 */
public final class X509 {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final int SMALLEST_RSA = 2048;

  private X509() {}

  /**
   * A certificate with a key that can be used.
   *
   * @param der its DER form
   * @throws CertificateException if it is none
   */
  public static X509Certificate read(byte[] der) throws CertificateException {
    try {
      CertificateFactory factory =
          isSm2(der)
              ? CertificateFactory.getInstance("X.509", PROVIDER)
              : CertificateFactory.getInstance("X.509");
      X509Certificate read =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      // Bouncy Castle reads the key only now, and a point off the curve is none.
      if (read == null || read.getPublicKey() == null) {
        throw new CertificateException("not a certificate with a key that can be used");
      }
      return read;
    } catch (RuntimeException e) {
      // Bouncy Castle says by many unchecked exceptions that it cannot read something.
      throw new CertificateException("not a certificate of X.509", e);
    }
  }

  /** Whether a key is of SM2, with which no signature of JOSE can be made. */
  static boolean isSm2(X509Certificate certificate) {
    return isSm2(
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()).getAlgorithm());
  }

  /**
   * Whether a package can be encrypted to a certificate: RSA of 2048 bits or more, P-256 or SM2.
   * One with another key would stop every package of its owner.
   */
  public static boolean canReceive(X509Certificate certificate) {
    if (certificate.getPublicKey() instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength() >= SMALLEST_RSA;
    }
    AlgorithmIdentifier key =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()).getAlgorithm();
    return isSm2(key)
        || (key.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
            && SECObjectIdentifiers.secp256r1.equals(key.getParameters()));
  }

  private static boolean isSm2(byte[] der) {
    try {
      return isSm2(Certificate.getInstance(der).getSubjectPublicKeyInfo().getAlgorithm());
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean isSm2(AlgorithmIdentifier key) {
    ASN1Encodable curve = key.getParameters();
    return key.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && GMObjectIdentifiers.sm2p256v1.equals(curve);
  }
}
