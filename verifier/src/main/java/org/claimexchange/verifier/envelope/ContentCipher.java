package org.claimexchange.verifier.envelope;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;

/** What a sealed file is encrypted with; each goes with its own ways to carry the key. */
public enum ContentCipher {
  /** for recipients with RSA or P-256. */
  AES_256_GCM(NISTObjectIdentifiers.id_aes256_GCM, 32),
  /** for recipients with SM2 (GB/T 32907; GM/T 0006 names the object identifier). */
  SM4_GCM(GMObjectIdentifiers.sms4_gcm, 16);

  private final ASN1ObjectIdentifier oid;
  private final int keyBytes;

  ContentCipher(ASN1ObjectIdentifier oid, int keyBytes) {
    this.oid = oid;
    this.keyBytes = keyBytes;
  }

  /** Its object identifier. */
  public ASN1ObjectIdentifier oid() {
    return oid;
  }

  /** Number of bytes of its key. */
  public int keyBytes() {
    return keyBytes;
  }

  BlockCipher engine() {
    return switch (this) {
      case AES_256_GCM -> AESEngine.newInstance();
      case SM4_GCM -> new SM4Engine();
    };
  }
}
