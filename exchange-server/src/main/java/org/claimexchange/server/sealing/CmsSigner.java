package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.claimexchange.verifier.signature.SignatureSuite;
import org.claimexchange.verifier.signature.SignatureTimestamp;

/**
 * Makes detached CMS signatures in DER: CAdES baseline B (ETSI EN 319 122-1) with a signing time, T
 * where an authority stamps it, PAdES baseline B (EN 319 142-1) without.
 */
final class CmsSigner {

  private final SigningKey key;
  private final Optional<TimestampAuthority> authority;

  CmsSigner(SigningKey key) {
    this(key, Optional.empty());
  }

  /**
   * @param authority stamps CAdES signatures: level T
   */
  CmsSigner(SigningKey key, Optional<TimestampAuthority> authority) {
    this.key = key;
    this.authority = authority;
  }

  /** A CAdES signature. */
  byte[] cades(CMSTypedData content, Instant time) throws SealingException {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(signingCertificate());
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
    AttributeTable table = new AttributeTable(attributes);
    CMSSignedData signed = sign(content, new DefaultSignedAttributeTableGenerator(table));
    return der(authority.isPresent() ? stamped(signed, authority.get(), time) : signed);
  }

  /** A PAdES signature: Bouncy Castle would add the time, which a PDF says itself. */
  byte[] pades(CMSTypedData content) throws SealingException {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(signingCertificate());
    var all = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
    return der(
        sign(
            content,
            parameters -> all.getAttributes(parameters).remove(CMSAttributes.signingTime)));
  }

  /** The token over the signature's value, as the only unsigned attribute (clause 5.3). */
  private static CMSSignedData stamped(
      CMSSignedData signed, TimestampAuthority authority, Instant time) throws SealingException {
    SignerInformation signer = signed.getSignerInfos().getSigners().iterator().next();
    TimeStampToken token = authority.stamp(signer.getSignature());
    Instant stamped = token.getTimeStampInfo().getGenTime().toInstant();
    if (!SignatureTimestamp.isNear(stamped, time)) {
      throw new SealingException(
          SealingException.Reason.TIMESTAMP,
          "expected a time stamp near the time of signing, found one "
              + Duration.between(time, stamped).toSeconds()
              + " s after it; set the clocks of exchange and authority");
    }
    Attribute stamp =
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(token.toCMSSignedData().toASN1Structure()));
    SignerInformation with =
        SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(new DERSet(stamp)));
    return CMSSignedData.replaceSigners(signed, new SignerInformationStore(with));
  }

  private static byte[] der(CMSSignedData signed) throws SealingException {
    try {
      return signed.toASN1Structure().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "a signature that has no DER form", e);
    }
  }

  private CMSSignedData sign(CMSTypedData content, CMSAttributeTableGenerator attributes)
      throws SealingException {
    try {
      X509Certificate certificate = key.chain().getFirst();
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
              .setSignedAttributeGenerator(attributes)
              .build(new KeySigner(key), new JcaX509CertificateHolder(certificate)));
      generator.addCertificates(new JcaCertStore(key.chain()));
      return generator.generate(content, false);
    } catch (CMSException | OperatorCreationException | GeneralSecurityException | KeyUnusable e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "the signing key cannot be used", e);
    }
  }

  private Attribute signingCertificate() throws SealingException {
    try {
      SignatureSuite suite =
          key.algorithm() == SigningKey.Algorithm.SM2
              ? SignatureSuite.CHINESE
              : SignatureSuite.INTERNATIONAL;
      byte[] hash = suite.digestOf(key.chain().getFirst().getEncoded());
      return new Attribute(
          PKCSObjectIdentifiers.id_aa_signingCertificateV2,
          new DERSet(
              new SigningCertificateV2(
                  new ESSCertIDv2(new AlgorithmIdentifier(suite.digest()), hash))));
    } catch (GeneralSecurityException e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "a certificate that has no DER form", e);
    }
  }

  /** Bouncy Castle's signer cannot say that it failed. */
  private static final class KeyUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyUnusable(Exception cause) {
      super(cause);
    }
  }

  private static final class KeySigner implements ContentSigner {
    private final SigningKey key;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    KeySigner(SigningKey key) {
      this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new DefaultSignatureAlgorithmIdentifierFinder().find(key.algorithm().jca());
    }

    @Override
    public OutputStream getOutputStream() {
      return message;
    }

    @Override
    public byte[] getSignature() {
      try {
        return key.sign(message::writeTo);
      } catch (GeneralSecurityException | IOException e) {
        throw new KeyUnusable(e);
      }
    }
  }
}
