package org.claimexchange.verifier.certificate;

import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What is on the curve of SM2 (GB/T 32918.5), which the JDK does not know: its certificates and
 * keys are read and used by Bouncy Castle. A chain is wholly on it or not at all.
 */
public final class Sm2 {

  private static final Provider PROVIDER = new BouncyCastleProvider();

  private Sm2() {}

  /** The provider that knows the curve. */
  public static Provider provider() {
    return PROVIDER;
  }

  /** Whether a certificate is for a key on it. */
  public static boolean holds(X509Certificate certificate) {
    return holds(certificate.getPublicKey());
  }

  /** Whether a key is on it; a key that does not leave its hardware is not. */
  public static boolean holds(Key key) {
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      return false;
    }
    try {
      if (key instanceof PublicKey) {
        return is(SubjectPublicKeyInfo.getInstance(encoded).getAlgorithm());
      }
      return key instanceof PrivateKey
          && is(PrivateKeyInfo.getInstance(encoded).getPrivateKeyAlgorithm());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether bytes are a certificate for a key on it, in DER. */
  static boolean holds(byte[] der) {
    try {
      return is(Certificate.getInstance(der).getSubjectPublicKeyInfo().getAlgorithm());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean is(AlgorithmIdentifier key) {
    ASN1Encodable curve = key.getParameters();
    return key.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && GMObjectIdentifiers.sm2p256v1.equals(curve);
  }
}
