package org.claimexchange.verifier.envelope;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.envelope.EnvelopeException.Reason;

/** Finds the content key that was encrypted for a private key. */
final class ContentKey {

  private final Provider provider;

  ContentKey(Provider provider) {
    this.provider = provider;
  }

  SecretKeySpec find(DerHeader header, PrivateKey key) throws EnvelopeException {
    for (ASN1Encodable each : header.recipients()) {
      Optional<byte[]> unwrapped = unwrap(each, header.cipher(), key);
      if (unwrapped.isPresent() && unwrapped.get().length == header.cipher().keyBytes()) {
        return new SecretKeySpec(unwrapped.get(), header.cipher().name());
      }
    }
    throw new EnvelopeException(
        Reason.NOT_FOR_THIS_KEY, "none of the " + header.recipients().size() + " recipients fits");
  }

  /** A cipher goes with its own ways to carry the key: none of one world opens the other's. */
  private Optional<byte[]> unwrap(ASN1Encodable recipient, ContentCipher cipher, PrivateKey key) {
    boolean sm2 = cipher == ContentCipher.SM4_GCM;
    if (Sm2.holds(key) != sm2) {
      return Optional.empty();
    }
    try {
      ASN1Encodable info = RecipientInfo.getInstance(recipient).getInfo();
      if (sm2) {
        return info instanceof KeyTransRecipientInfo transport
            ? Optional.of(bySm2(transport, key))
            : Optional.empty();
      }
      if (info instanceof KeyTransRecipientInfo transport && key.getAlgorithm().equals("RSA")) {
        return Optional.of(byOaep(transport, key));
      }
      if (info instanceof KeyAgreeRecipientInfo agreement && key.getAlgorithm().equals("EC")) {
        return new EcdhRecipient(provider).unwrap(agreement, key);
      }
      return Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      // Bouncy Castle says by many unchecked exceptions that it cannot read something.
      return Optional.empty();
    }
  }

  private static byte[] bySm2(KeyTransRecipientInfo recipient, PrivateKey key)
      throws GeneralSecurityException {
    if (!recipient
        .getKeyEncryptionAlgorithm()
        .equals(new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt_with_sm3))) {
      throw new GeneralSecurityException("expected SM2 with SM3");
    }
    return Sm2KeyTransport.decrypt(recipient.getEncryptedKey().getOctets(), key);
  }

  /** RSAES-OAEP with SHA-256 in both places (RFC 8017, 7.1). */
  private static byte[] byOaep(KeyTransRecipientInfo recipient, PrivateKey key)
      throws GeneralSecurityException {
    AlgorithmIdentifier algorithm = recipient.getKeyEncryptionAlgorithm();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
      throw new GeneralSecurityException("expected RSAES-OAEP");
    }
    RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
    var mgf = AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters());
    if (!parameters.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
        || !mgf.getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)) {
      throw new GeneralSecurityException("expected SHA-256");
    }
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(recipient.getEncryptedKey().getOctets());
  }
}
