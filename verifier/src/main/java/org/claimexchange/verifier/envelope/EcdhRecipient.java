package org.claimexchange.verifier.envelope;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.spec.UserKeyingMaterialSpec;

/**
 * Ephemeral-static ECDH on P-256 with the X9.63 KDF over SHA-256 and AES-256 key wrap (RFC 5753,
 * section 3.1).
 */
final class EcdhRecipient {

  private static final int P256_BITS = 256;
  private static final int WRAP_KEY_BITS = 256;

  private final Provider provider;

  EcdhRecipient(Provider provider) {
    this.provider = provider;
  }

  Optional<byte[]> unwrap(KeyAgreeRecipientInfo recipient, PrivateKey key)
      throws GeneralSecurityException {
    AlgorithmIdentifier scheme = recipient.getKeyEncryptionAlgorithm();
    if (!scheme.getAlgorithm().equals(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme)
        || recipient.getUserKeyingMaterial() != null
        || !(key instanceof ECPrivateKey ec)
        || ec.getParams().getOrder().bitLength() != P256_BITS) {
      return Optional.empty();
    }
    AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(scheme.getParameters());
    if (!wrap.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_wrap)) {
      return Optional.empty();
    }
    SecretKey wrapping = agree(recipient, wrap, key);
    for (ASN1Encodable each : recipient.getRecipientEncryptedKeys()) {
      Cipher cipher = Cipher.getInstance("AESWrap", provider);
      cipher.init(Cipher.UNWRAP_MODE, wrapping);
      try {
        byte[] wrapped = RecipientEncryptedKey.getInstance(each).getEncryptedKey().getOctets();
        return Optional.of(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded());
      } catch (GeneralSecurityException e) {
        continue;
      }
    }
    return Optional.empty();
  }

  private SecretKey agree(KeyAgreeRecipientInfo recipient, AlgorithmIdentifier wrap, PrivateKey key)
      throws GeneralSecurityException {
    OriginatorPublicKey originator = recipient.getOriginator().getOriginatorKey();
    AlgorithmIdentifier curve =
        PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm();
    try {
      PublicKey sender =
          KeyFactory.getInstance("EC", provider)
              .generatePublic(
                  new X509EncodedKeySpec(
                      new SubjectPublicKeyInfo(curve, originator.getPublicKeyData().getOctets())
                          .getEncoded()));
      byte[] shared =
          new ECCCMSSharedInfo(wrap, new byte[] {0, 0, (byte) (WRAP_KEY_BITS >> 8), 0})
              .getEncoded();
      KeyAgreement agreement = KeyAgreement.getInstance("ECDHWITHSHA256KDF", provider);
      agreement.init(key, new UserKeyingMaterialSpec(shared));
      agreement.doPhase(sender, true);
      return agreement.generateSecret(NISTObjectIdentifiers.id_aes256_wrap.getId());
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("a key agreement that cannot be done", e);
    }
  }
}
