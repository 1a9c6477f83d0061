package org.claimexchange.ledger.embedded;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * ECDSA over P-256 with SHA-256 as Fabric wants it: of the two values of s that verify, only the
 * lower is made and taken, so that nobody can change a signature without the key.
 */
final class Ecdsa {
  /** Over a hash that is made before: the JDK has processors' own instructions for SHA-256. */
  private static final String ALGORITHM = "NONEwithECDSA";

  /** The order of the curve P-256 (SEC 2, section 2.4.2). */
  private static final BigInteger ORDER =
      new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int LONGEST_SIGNATURE = 80;

  private final Provider provider;
  private final SecureRandom random;

  Ecdsa(Provider provider, SecureRandom random) {
    this.provider = provider;
    this.random = random;
  }

  Provider provider() {
    return provider;
  }

  KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is not available", e);
    }
  }

  byte[] sign(PrivateKey key, byte[]... parts) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM, provider);
      signature.initSign(key, random);
      signature.update(Digests.sha256(parts));
      return withLowS(signature.sign());
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("Signing failed", e);
    }
  }

  boolean verify(PublicKey key, byte[] signature, byte[]... parts) {
    try {
      if (!hasLowS(signature)) {
        return false;
      }
      Signature verifier = Signature.getInstance(ALGORITHM, provider);
      verifier.initVerify(key);
      verifier.update(Digests.sha256(parts));
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Verifying failed", e);
    }
  }

  private static boolean hasLowS(byte[] der) {
    if (der.length > LONGEST_SIGNATURE) {
      return false;
    }
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(der);
      return pair.size() == 2
          && ASN1Integer.getInstance(pair.getObjectAt(1)).getValue().compareTo(HALF_ORDER) <= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] withLowS(byte[] der) throws java.io.IOException {
    ASN1Sequence pair = ASN1Sequence.getInstance(der);
    BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
    if (s.compareTo(HALF_ORDER) <= 0) {
      return der;
    }
    return new DERSequence(
            new ASN1Integer[] {
              ASN1Integer.getInstance(pair.getObjectAt(0)), new ASN1Integer(ORDER.subtract(s))
            })
        .getEncoded();
  }
}
