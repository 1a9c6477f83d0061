package org.claimexchange.verifier.signature;

import static org.claimexchange.verifier.signature.SignatureDefect.ALGORITHM;
import static org.claimexchange.verifier.signature.SignatureDefect.CERTIFICATE;
import static org.claimexchange.verifier.signature.SignatureDefect.MALFORMED;
import static org.claimexchange.verifier.signature.SignatureDefect.PROFILE;
import static org.claimexchange.verifier.signature.SignatureDefect.SIGNATURE;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.CertificatePath;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.certificate.SigningPurpose;
import org.claimexchange.verifier.certificate.Sm2;

/**
 * A detached CMS signature of one signer, of CAdES (ETSI EN 319 122-1), baseline B or T, or of
 * PAdES (EN 319 142-1), baseline B. Nothing in it is free: DER, no unsigned attribute but one time
 * stamp of CAdES, which {@link SignatureTimestamp} checks, no certificate that is not on the way to
 * the root.
 */
public final class CmsSignature {

  /** Which standard it follows. */
  public enum Profile {
    /** with the signing-time attribute. */
    CADES,
    /** without it: the time stands in the PDF's signature dictionary. */
    PADES
  }

  private final Provider provider = Sm2.provider();
  private final List<X509Certificate> roots;

  /**
   * @param roots what is trusted
   */
  public CmsSignature(List<X509Certificate> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Checks a CAdES signature over some content. */
  public Signed cades(byte[] cms, CMSProcessable content) throws SignatureFailure {
    return cades(cms, content, SignatureSuite.INTERNATIONAL);
  }

  /** As {@link #cades(byte[], CMSProcessable)}, with these algorithms and no others. */
  public Signed cades(byte[] cms, CMSProcessable content, SignatureSuite suite)
      throws SignatureFailure {
    return readable(() -> checkCades(cms, content, suite));
  }

  private Signed checkCades(byte[] cms, CMSProcessable content, SignatureSuite suite)
      throws SignatureFailure {
    CMSSignedData data = parse(cms, content);
    SignerInformation signer = onlySigner(data);
    require(stampedAtMost(signer), PROFILE, "no unsigned attribute but one time stamp");
    Instant time =
        signingTime(signer)
            .orElseThrow(() -> new SignatureFailure(PROFILE, "expected a signing time"));
    return verify(data, signer, time, suite);
  }

  /**
   * Checks a PAdES signature over some content.
   *
   * @param time when it was signed, as the PDF says
   */
  public Signed pades(byte[] cms, CMSProcessable content, Instant time) throws SignatureFailure {
    return readable(() -> checkPades(cms, content, time));
  }

  /** A check of something that somebody else made. */
  @FunctionalInterface
  private interface Checks {
    Signed run() throws SignatureFailure;
  }

  /** Bouncy Castle reads lazily, and says by many unchecked exceptions that it cannot. */
  private static Signed readable(Checks checks) throws SignatureFailure {
    try {
      return checks.run();
    } catch (RuntimeException e) {
      throw new SignatureFailure(MALFORMED, "expected a CMS signature that can be read");
    }
  }

  private Signed checkPades(byte[] cms, CMSProcessable content, Instant time)
      throws SignatureFailure {
    CMSSignedData data = parse(cms, content);
    SignerInformation signer = onlySigner(data);
    require(signer.getUnsignedAttributes() == null, PROFILE, "no unsigned attributes");
    if (signingTime(signer).isPresent()) {
      throw new SignatureFailure(PROFILE, "expected no signing-time attribute in a PDF");
    }
    return verify(data, signer, time, SignatureSuite.INTERNATIONAL);
  }

  private Signed verify(
      CMSSignedData data, SignerInformation signer, Instant time, SignatureSuite suite)
      throws SignatureFailure {
    algorithms(data, signer, suite);
    List<X509Certificate> certificates = certificates(data);
    X509Certificate certificate = certificateOf(signer, certificates);
    require(
        Sm2.holds(certificate) == (suite == SignatureSuite.CHINESE),
        ALGORITHM,
        "a key that goes with the signature's algorithm");
    signingCertificate(signer, certificate, suite);
    try {
      boolean holds =
          signer.verify(
              new JcaSimpleSignerInfoVerifierBuilder()
                  .setProvider(provider)
                  .build(certificate.getPublicKey()));
      require(holds, SIGNATURE, "a signature over these bytes");
    } catch (CMSException | OperatorCreationException e) {
      throw new SignatureFailure(SIGNATURE, "expected a signature over these bytes");
    }
    purpose(certificate);
    for (X509Certificate each : certificates) {
      trusted(each, certificates, time);
    }
    return new Signed(certificate, time);
  }

  private static CMSSignedData parse(byte[] cms, CMSProcessable content) throws SignatureFailure {
    try {
      ASN1Primitive read = ASN1Primitive.fromByteArray(cms);
      boolean der = read != null && Arrays.equals(read.getEncoded(ASN1Encoding.DER), cms);
      require(der, MALFORMED, "a CMS in DER");
      CMSSignedData data = new CMSSignedData(content, cms);
      require(data.isDetachedSignature(), PROFILE, "a detached signature");
      return data;
    } catch (IOException | CMSException | IllegalArgumentException | ClassCastException e) {
      throw new SignatureFailure(MALFORMED, "expected a CMS signature in DER");
    }
  }

  private static SignerInformation onlySigner(CMSSignedData data) throws SignatureFailure {
    require(data.getSignerInfos().size() == 1, PROFILE, "one signer");
    SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
    require(signer.getSignedAttributes() != null, PROFILE, "signed attributes");
    return signer;
  }

  private static boolean stampedAtMost(SignerInformation signer) {
    AttributeTable unsigned = signer.getUnsignedAttributes();
    if (unsigned == null) {
      return true;
    }
    Attribute stamp = unsigned.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    return unsigned.size() == 1 && stamp != null && stamp.getAttrValues().size() == 1;
  }

  private static void algorithms(CMSSignedData data, SignerInformation signer, SignatureSuite suite)
      throws SignatureFailure {
    boolean digest =
        data.getDigestAlgorithmIDs().size() == 1
            && data.getDigestAlgorithmIDs().stream()
                .allMatch(id -> id.getAlgorithm().equals(suite.digest()))
            && signer.getDigestAlgOID().equals(suite.digest().getId());
    require(
        digest && suite.signs(signer.getEncryptionAlgOID()),
        ALGORITHM,
        switch (suite) {
          case INTERNATIONAL -> "SHA-256 with ECDSA or RSA";
          case CHINESE -> "SM3 with SM2";
        });
    boolean none =
        data.getCRLs().getMatches(null).isEmpty()
            && data.getAttributeCertificates().getMatches(null).isEmpty();
    require(none, PROFILE, "certificates only");
  }

  private static List<X509Certificate> certificates(CMSSignedData data) throws SignatureFailure {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (X509CertificateHolder holder : data.getCertificates().getMatches(null)) {
        certificates.add(Pem.certificate(holder.getEncoded()));
      }
    } catch (CertificateException | IOException e) {
      throw new SignatureFailure(MALFORMED, "expected X.509 certificates");
    }
    return certificates;
  }

  @SuppressWarnings("unchecked")
  private static X509Certificate certificateOf(
      SignerInformation signer, List<X509Certificate> certificates) throws SignatureFailure {
    for (X509Certificate certificate : certificates) {
      try {
        if (signer.getSID().match(new X509CertificateHolder(certificate.getEncoded()))) {
          return certificate;
        }
      } catch (IOException | java.security.cert.CertificateEncodingException e) {
        throw new SignatureFailure(MALFORMED, "expected X.509 certificates");
      }
    }
    throw new SignatureFailure(PROFILE, "expected the signer's certificate in the signature");
  }

  /** ESS signing-certificate-v2 (RFC 5035) ties the certificate to the signature. */
  private static void signingCertificate(
      SignerInformation signer, X509Certificate certificate, SignatureSuite suite)
      throws SignatureFailure {
    AttributeTable signed = signer.getSignedAttributes();
    Attribute attribute = signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    require(attribute != null, PROFILE, "the attribute signing-certificate-v2");
    try {
      ESSCertIDv2[] ids =
          SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0)).getCerts();
      boolean same =
          ids.length == 1
              && ids[0].getHashAlgorithm().getAlgorithm().equals(suite.digest())
              && MessageDigest.isEqual(
                  ids[0].getCertHash(), suite.digestOf(certificate.getEncoded()));
      require(same, PROFILE, "a signing-certificate-v2 of this certificate");
    } catch (IllegalArgumentException | java.security.cert.CertificateEncodingException e) {
      throw new SignatureFailure(MALFORMED, "expected the attribute signing-certificate-v2");
    }
  }

  private static void purpose(X509Certificate certificate) throws SignatureFailure {
    try {
      SigningPurpose.check(certificate);
    } catch (CertificateException e) {
      throw new SignatureFailure(CERTIFICATE, e.reason());
    }
  }

  private void trusted(X509Certificate certificate, List<X509Certificate> others, Instant time)
      throws SignatureFailure {
    try {
      CertificatePath.check(certificate, others, roots, time);
    } catch (CertificateException e) {
      throw new SignatureFailure(CERTIFICATE, e.reason());
    }
  }

  private static Optional<Instant> signingTime(SignerInformation signer) throws SignatureFailure {
    Attribute attribute = signer.getSignedAttributes().get(CMSAttributes.signingTime);
    if (attribute == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Time.getInstance(attribute.getAttrValues().getObjectAt(0)).getDate().toInstant());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SignatureFailure(MALFORMED, "expected a signing time");
    }
  }

  private static void require(boolean holds, SignatureDefect defect, String expected)
      throws SignatureFailure {
    if (!holds) {
      throw new SignatureFailure(defect, "expected " + expected);
    }
  }
}
