package org.claimexchange.verifier.signature;

import static org.claimexchange.verifier.signature.SignatureDefect.CERTIFICATE;
import static org.claimexchange.verifier.signature.SignatureDefect.TIMESTAMP;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.CertificatePath;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.certificate.Sm2;

/**
 * An authority's word on when a signature existed: the RFC 3161 token of CAdES level T (ETSI EN 319
 * 122-1, clause 5.3).
 */
public final class SignatureTimestamp {

  private static final Set<String> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId());

  /** Clocks differ. */
  private static final Duration MAX_BEFORE = Duration.ofMinutes(5);

  /** What is large takes its time between the time that is signed and the stamp. */
  private static final Duration MAX_AFTER = Duration.ofHours(1);

  private final List<X509Certificate> roots;

  /**
   * @param roots of time-stamp authorities; empty trusts none
   */
  public SignatureTimestamp(List<X509Certificate> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * Whether a stamp's time fits the signature's own: from 5 minutes before to an hour after it.
   *
   * @param signed when it was signed, as the signer says
   */
  public static boolean isNear(Instant stamped, Instant signed) {
    return !stamped.isBefore(signed.minus(MAX_BEFORE)) && !stamped.isAfter(signed.plus(MAX_AFTER));
  }

  /** Whether a CMS carries such a token, whatever it is worth. */
  public static boolean isIn(byte[] cms) {
    try {
      return new CMSSignedData(cms)
          .getSignerInfos().getSigners().stream().anyMatch(signer -> attribute(signer).isPresent());
    } catch (CMSException | RuntimeException e) {
      return false;
    }
  }

  /**
   * Checks the token in a CMS of one signer.
   *
   * @return the time in it
   */
  public Instant verify(byte[] cms) throws SignatureFailure {
    try {
      SignerInformation signer =
          new CMSSignedData(cms).getSignerInfos().getSigners().iterator().next();
      ASN1Encodable token =
          attribute(signer)
              .orElseThrow(() -> new SignatureFailure(TIMESTAMP, "expected a time stamp"))
              .getAttrValues()
              .getObjectAt(0);
      return verify(
          new TimeStampToken(new CMSSignedData(token.toASN1Primitive().getEncoded())),
          signer.getSignature());
    } catch (CMSException | TSPException | IOException | RuntimeException e) {
      throw new SignatureFailure(TIMESTAMP, "expected a time-stamp token");
    }
  }

  /**
   * Checks a token over a signature.
   *
   * @param signature its value
   * @return the time in the token
   */
  public Instant verify(TimeStampToken token, byte[] signature) throws SignatureFailure {
    boolean imprint =
        token.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
            && MessageDigest.isEqual(
                token.getTimeStampInfo().getMessageImprintDigest(),
                SignatureSuite.INTERNATIONAL.digestOf(signature));
    require(imprint, "a time stamp over this signature, with SHA-256");
    Instant time = token.getTimeStampInfo().getGenTime().toInstant();
    List<X509Certificate> certificates = certificates(token);
    X509Certificate authority =
        certificates.stream()
            .filter(certificate -> isOf(token, certificate))
            .findFirst()
            .orElseThrow(
                () -> new SignatureFailure(TIMESTAMP, "expected the authority's certificate"));
    signedBy(token, authority);
    try {
      CertificatePath.check(authority, certificates, roots, time);
    } catch (CertificateException e) {
      throw new SignatureFailure(CERTIFICATE, "of the time-stamp authority: " + e.reason());
    }
    return time;
  }

  /** Purpose, digest of the certificate and signature are checked by the token's own rules. */
  private static void signedBy(TimeStampToken token, X509Certificate authority)
      throws SignatureFailure {
    boolean digest =
        token.toCMSSignedData().getSignerInfos().getSigners().stream()
            .allMatch(signer -> DIGESTS.contains(signer.getDigestAlgOID()));
    require(digest, "an authority that signs with SHA-2");
    try {
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().setProvider(Sm2.provider()).build(authority));
    } catch (TSPException | OperatorCreationException | IllegalArgumentException e) {
      throw new SignatureFailure(TIMESTAMP, "expected a time stamp that its authority signed");
    }
  }

  private static Optional<Attribute> attribute(SignerInformation signer) {
    return signer.getUnsignedAttributes() == null
        ? Optional.empty()
        : Optional.ofNullable(
            signer
                .getUnsignedAttributes()
                .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken));
  }

  private static List<X509Certificate> certificates(TimeStampToken token) throws SignatureFailure {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
        certificates.add(Pem.certificate(holder.getEncoded()));
      }
    } catch (CertificateException | IOException e) {
      throw new SignatureFailure(TIMESTAMP, "expected X.509 certificates in the time stamp");
    }
    return certificates;
  }

  private static boolean isOf(TimeStampToken token, X509Certificate certificate) {
    try {
      return token.getSID().match(new X509CertificateHolder(certificate.getEncoded()));
    } catch (IOException | java.security.cert.CertificateEncodingException e) {
      return false;
    }
  }

  private static void require(boolean holds, String expected) throws SignatureFailure {
    if (!holds) {
      throw new SignatureFailure(TIMESTAMP, "expected " + expected);
    }
  }
}
