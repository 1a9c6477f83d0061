package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.bouncycastle.operator.jcajce.JceGenericKey;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.claimexchange.verifier.envelope.SealedEnvelope;
import org.claimexchange.verifier.envelope.Sm2KeyTransport;

/**
 * Encrypts to recipients: CMS AuthEnvelopedData (RFC 5083), as their certificates want. With
 * AES-256-GCM (RFC 5084) by RSA-OAEP with SHA-256 or ephemeral-static ECDH on P-256; with SM4-GCM
 * by SM2 with SM3. The length of the content is known before, so the whole is DER and is still
 * written as a stream. Safe for use by several threads.
 */
public final class EnvelopeWriter {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int MIN_RSA_BITS = 2048;
  private static final int BUFFER = 64 * 1024;
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED_0 = 0xA0;
  private static final int PRIMITIVE_0 = 0x80;
  private static final int OCTETS = 0x04;

  private final Provider provider = Sm2.provider();
  private final SecureRandom random;

  /** What is encrypted. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param random of content keys and nonces
   */
  public EnvelopeWriter(SecureRandom random) {
    this.random = random;
  }

  /**
   * Encrypts.
   *
   * @param length number of bytes that the content will write
   * @param recipients certificates to encrypt to: RSA of 2048 bits or more or P-256, or all of SM2
   * @param sink gets the sealed bytes; is flushed, not closed
   * @throws SealingException if there is no recipient, or one that cannot be encrypted to
   * @throws IOException if the content or the sink fails
   */
  public void seal(
      Content content, long length, List<X509Certificate> recipients, OutputStream sink)
      throws SealingException, IOException {
    ContentCipher kind = onlyCipher(recipients);
    byte[] keyBytes = new byte[kind.keyBytes()];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(keyBytes);
    random.nextBytes(nonce);
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(kind.oid(), new GCMParameters(nonce, TAG_BYTES));
    SecretKey key = new SecretKeySpec(keyBytes, name(kind));
    byte[] recipientInfos = recipientInfos(recipients, algorithm, key);
    try {
      Cipher cipher = cipher(kind);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
      sink.write(header(recipientInfos, algorithm.getEncoded(ASN1Encoding.DER), length));
      Encrypting out = new Encrypting(cipher, sink, length);
      content.writeTo(out);
      byte[] tag = out.finish();
      sink.write(new byte[] {OCTETS, TAG_BYTES});
      sink.write(tag);
      sink.flush();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has AES in GCM, Bouncy Castle SM4", e);
    }
  }

  private static ContentCipher onlyCipher(List<X509Certificate> recipients)
      throws SealingException {
    if (recipients.size() > SealedEnvelope.MAX_RECIPIENTS) {
      throw new SealingException(
          SealingException.Reason.RECIPIENT,
          "at most " + SealedEnvelope.MAX_RECIPIENTS + " certificates, found " + recipients.size());
    }
    var ciphers = Recipients.byCipher(recipients).keySet();
    if (ciphers.size() > 1) {
      throw new SealingException(
          SealingException.Reason.RECIPIENT,
          "expected recipients with certificates of one kind: one CMS has one cipher");
    }
    return ciphers.iterator().next();
  }

  private static String name(ContentCipher kind) {
    return switch (kind) {
      case AES_256_GCM -> "AES";
      case SM4_GCM -> "SM4";
    };
  }

  /** The JDK's AES is many times faster; it has no SM4. */
  private Cipher cipher(ContentCipher kind) throws GeneralSecurityException {
    return switch (kind) {
      case AES_256_GCM -> Cipher.getInstance("AES/GCM/NoPadding");
      case SM4_GCM -> Cipher.getInstance("SM4/GCM/NoPadding", provider);
    };
  }

  private byte[] recipientInfos(
      List<X509Certificate> recipients, AlgorithmIdentifier algorithm, SecretKey key)
      throws SealingException, IOException {
    ASN1EncodableVector infos = new ASN1EncodableVector();
    for (X509Certificate recipient : recipients) {
      try {
        infos.add(generator(recipient).generate(new JceGenericKey(algorithm, key)));
      } catch (CMSException | GeneralSecurityException e) {
        throw new SealingException(
            SealingException.Reason.RECIPIENT,
            "a certificate of a recipient that cannot be encrypted to",
            e);
      }
    }
    return new DERSet(infos).getEncoded(ASN1Encoding.DER);
  }

  private RecipientInfoGenerator generator(X509Certificate recipient)
      throws GeneralSecurityException, SealingException {
    if (Sm2.holds(recipient)) {
      return key -> bySm2(recipient, key);
    }
    if (recipient.getPublicKey() instanceof RSAKey rsa
        && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
      return byOaep(recipient);
    }
    if (recipient.getPublicKey() instanceof ECKey ec && onP256(recipient)) {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(ec.getParams(), random);
      KeyPair sender = pairs.generateKeyPair();
      return new JceKeyAgreeRecipientInfoGenerator(
              CMSAlgorithm.ECDH_SHA256KDF,
              sender.getPrivate(),
              sender.getPublic(),
              CMSAlgorithm.AES256_WRAP)
          .setProvider(provider)
          .setSecureRandom(random)
          .addRecipient(recipient);
    }
    throw new SealingException(
        SealingException.Reason.RECIPIENT,
        "expected a certificate for RSA of 2048 bits or more, for P-256 or for SM2");
  }

  private static boolean onP256(X509Certificate recipient) {
    return SECObjectIdentifiers.secp256r1.equals(
        SubjectPublicKeyInfo.getInstance(recipient.getPublicKey().getEncoded())
            .getAlgorithm()
            .getParameters());
  }

  private RecipientInfo bySm2(X509Certificate recipient, GenericKey key) {
    try {
      byte[] encrypted =
          Sm2KeyTransport.encrypt((byte[]) key.getRepresentation(), recipient, random);
      return new RecipientInfo(
          new KeyTransRecipientInfo(
              new RecipientIdentifier(
                  new IssuerAndSerialNumber(
                      new JcaX509CertificateHolder(recipient).toASN1Structure())),
              new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt_with_sm3),
              new DEROctetString(encrypted)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an SM2 certificate that was read can be encrypted to", e);
    }
  }

  private RecipientInfoGenerator byOaep(X509Certificate recipient) throws GeneralSecurityException {
    AlgorithmIdentifier oaep =
        new JcaAlgorithmParametersConverter()
            .getAlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new OAEPParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return new JceKeyTransRecipientInfoGenerator(recipient, oaep).setProvider(provider);
  }

  /** Everything before the ciphertext, from the outside in; so it is made from the inside out. */
  private static byte[] header(byte[] recipientInfos, byte[] algorithm, long length)
      throws IOException {
    byte[] type = CMSObjectIdentifiers.data.getEncoded(ASN1Encoding.DER);
    byte[] version = new ASN1Integer(0).getEncoded(ASN1Encoding.DER);
    byte[] outerType = CMSObjectIdentifiers.authEnvelopedData.getEncoded(ASN1Encoding.DER);
    byte[] ciphertext = head(PRIMITIVE_0, length);
    long contentInfo = type.length + algorithm.length + ciphertext.length + length;
    byte[] contentHead = head(SEQUENCE, contentInfo);
    long data =
        version.length + recipientInfos.length + contentHead.length + contentInfo + 2 + TAG_BYTES;
    byte[] dataHead = head(SEQUENCE, data);
    byte[] explicit = head(CONSTRUCTED_0, dataHead.length + data);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head(SEQUENCE, outerType.length + explicit.length + dataHead.length + data));
    for (byte[] part :
        List.of(
            outerType,
            explicit,
            dataHead,
            version,
            recipientInfos,
            contentHead,
            type,
            algorithm,
            ciphertext)) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Tag and length in DER (X.690, 10.1). */
  private static byte[] head(int tag, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write((int) length);
      return out.toByteArray();
    }
    int octets = (64 - Long.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 | octets);
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      out.write((int) (length >> shift));
    }
    return out.toByteArray();
  }

  private static final class Encrypting extends OutputStream {
    private final Cipher cipher;
    private final OutputStream sink;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private long left;

    Encrypting(Cipher cipher, OutputStream sink, long length) {
      this.cipher = cipher;
      this.sink = sink;
      this.left = length;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("a content that is longer than it said");
      }
      int done = 0;
      while (done < length) {
        int some = Math.min(length - done, buffer.length - filled);
        System.arraycopy(bytes, from + done, buffer, filled, some);
        filled += some;
        done += some;
        if (filled == buffer.length) {
          pass();
        }
      }
    }

    private void pass() throws IOException {
      byte[] encrypted = cipher.update(buffer, 0, filled);
      filled = 0;
      if (encrypted != null) {
        sink.write(encrypted);
      }
    }

    /** Writes the last of the ciphertext and gives the tag, which Java puts behind it. */
    byte[] finish() throws IOException, GeneralSecurityException {
      if (left != 0) {
        throw new IOException("a content that is shorter than it said");
      }
      byte[] last = cipher.doFinal(buffer, 0, filled);
      sink.write(last, 0, last.length - TAG_BYTES);
      return Arrays.copyOfRange(last, last.length - TAG_BYTES, last.length);
    }
  }
}
