package org.claimexchange.verifier.envelope;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;
import org.claimexchange.verifier.certificate.Sm2;

/**
 * Carries a content key to an SM2 key: encryption by GB/T 32918.4 with SM3, the ciphertext as the
 * {@code SM2Cipher} of GM/T 0009: point, hash, bytes.
 */
public final class Sm2KeyTransport {

  private static final int FIELD_BYTES = 32;
  private static final int HASH_BYTES = 32;
  private static final int UNCOMPRESSED = 4;

  private Sm2KeyTransport() {}

  /**
   * Encrypts a content key.
   *
   * @throws InvalidKeyException if the certificate is not for an SM2 key
   */
  public static byte[] encrypt(byte[] key, X509Certificate recipient, SecureRandom random)
      throws InvalidKeyException {
    if (!Sm2.holds(recipient)) {
      throw new InvalidKeyException("expected a certificate for an SM2 key");
    }
    try {
      SM2Engine engine = engine();
      engine.init(
          true,
          new ParametersWithRandom(
              PublicKeyFactory.createKey(recipient.getPublicKey().getEncoded()), random));
      return structure(engine.processBlock(key, 0, key.length));
    } catch (IOException | InvalidCipherTextException e) {
      throw new InvalidKeyException("an SM2 key that cannot be encrypted to", e);
    }
  }

  /**
   * Decrypts a content key.
   *
   * @throws GeneralSecurityException if it was not encrypted to this key
   */
  public static byte[] decrypt(byte[] encrypted, PrivateKey key) throws GeneralSecurityException {
    if (!Sm2.holds(key)) {
      throw new InvalidKeyException("expected an SM2 key");
    }
    try {
      SM2Engine engine = engine();
      engine.init(false, PrivateKeyFactory.createKey(key.getEncoded()));
      byte[] raw = raw(encrypted);
      return engine.processBlock(raw, 0, raw.length);
    } catch (IOException | InvalidCipherTextException | IllegalArgumentException e) {
      throw new GeneralSecurityException("not encrypted to this key", e);
    }
  }

  private static SM2Engine engine() {
    return new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
  }

  private static byte[] structure(byte[] raw) throws IOException {
    int hash = 1 + 2 * FIELD_BYTES;
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 1, 1 + FIELD_BYTES))));
    parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 1 + FIELD_BYTES, hash))));
    parts.add(new DEROctetString(Arrays.copyOfRange(raw, hash, hash + HASH_BYTES)));
    parts.add(new DEROctetString(Arrays.copyOfRange(raw, hash + HASH_BYTES, raw.length)));
    return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
  }

  private static byte[] raw(byte[] structure) throws IOException {
    ASN1Sequence parts = ASN1Sequence.getInstance(structure);
    if (parts.size() != 4 || !Arrays.equals(parts.getEncoded(ASN1Encoding.DER), structure)) {
      throw new IllegalArgumentException("expected an SM2Cipher in DER");
    }
    return org.bouncycastle.util.Arrays.concatenate(
        new byte[][] {
          {UNCOMPRESSED},
          coordinate(parts, 0),
          coordinate(parts, 1),
          ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets(),
          ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets()
        });
  }

  private static byte[] coordinate(ASN1Sequence parts, int place) {
    return BigIntegers.asUnsignedByteArray(
        FIELD_BYTES, ASN1Integer.getInstance(parts.getObjectAt(place)).getPositiveValue());
  }
}
