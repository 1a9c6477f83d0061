package org.claimexchange.verifier.signature;

import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Which digest goes with which signatures in a CMS; nothing else is taken. */
public enum SignatureSuite {
  /** SHA-256 with ECDSA or RSA. */
  INTERNATIONAL(
      NISTObjectIdentifiers.id_sha256,
      Set.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.rsaEncryption)),
  /** SM3 with SM2 (GB/T 32905, GB/T 32918.2), under the user id that GM/T 0009 names. */
  CHINESE(GMObjectIdentifiers.sm3, Set.of(GMObjectIdentifiers.sm2sign_with_sm3));

  private final ASN1ObjectIdentifier digest;
  private final Set<ASN1ObjectIdentifier> signatures;

  SignatureSuite(ASN1ObjectIdentifier digest, Set<ASN1ObjectIdentifier> signatures) {
    this.digest = digest;
    this.signatures = signatures;
  }

  /** The digest's object identifier. */
  public ASN1ObjectIdentifier digest() {
    return digest;
  }

  /** Whether it has this signature algorithm. */
  boolean signs(String oid) {
    return signatures.contains(new ASN1ObjectIdentifier(oid));
  }

  /** The digest of some bytes. */
  public byte[] digestOf(byte[] bytes) {
    Digest hash =
        switch (this) {
          case INTERNATIONAL -> new SHA256Digest();
          case CHINESE -> new SM3Digest();
        };
    byte[] out = new byte[hash.getDigestSize()];
    hash.update(bytes, 0, bytes.length);
    hash.doFinal(out, 0);
    return out;
  }
}
