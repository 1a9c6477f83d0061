package org.claimexchange.verifier;

import static org.claimexchange.verifier.Checklist.require;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.SignerNames;
import org.claimexchange.verifier.container.Container;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.claimexchange.verifier.signature.SignatureSuite;
import org.claimexchange.verifier.signature.SignatureTimestamp;
import org.claimexchange.verifier.signature.Signed;

/**
 * Checks the signatures of the manifest: each for itself, the second against the first, their time
 * stamps, and whether all are there that are demanded.
 */
final class ManifestSignatures {

  private final CmsSignature cms;
  private final SignatureTimestamp timestamps;
  private final PastSigning past;
  private final Set<Requirement> demanded;

  ManifestSignatures(
      CmsSignature cms,
      SignatureTimestamp timestamps,
      PastSigning past,
      Set<Requirement> demanded) {
    this.cms = cms;
    this.timestamps = timestamps;
    this.past = past;
    this.demanded = Set.copyOf(demanded);
  }

  void check(Checklist list, Container container) throws IOException {
    list.test(Check.PACKAGE_SIGNATURE, "", () -> first(container));
    stamp(list, container, ContainerLayout.SIGNATURE);
    if (container.has(ContainerLayout.SM2_SIGNATURE)) {
      list.test(
          Check.PACKAGE_SIGNATURE,
          ContainerLayout.SM2_SIGNATURE,
          () -> sameParticipant(container, second(container)));
      stamp(list, container, ContainerLayout.SM2_SIGNATURE);
    } else if (demanded.contains(Requirement.SM2)) {
      list.test(
          Check.PACKAGE_SIGNATURE,
          ContainerLayout.SM2_SIGNATURE,
          () -> missing("a second signature, by SM2, which is demanded here"));
    }
  }

  /** A package without a time stamp is none of level T, and still whole. */
  private void stamp(Checklist list, Container container, String signature) throws IOException {
    if (SignatureTimestamp.isIn(container.bytes(signature))) {
      list.test(Check.TIMESTAMP, signature, () -> stamped(container, signature));
    } else if (demanded.contains(Requirement.TIMESTAMP)) {
      list.test(Check.TIMESTAMP, signature, () -> missing("a time stamp, which is demanded here"));
    }
  }

  private static void missing(String expected) throws SignatureFailure {
    throw new SignatureFailure(SignatureDefect.MISSING, "expected " + expected);
  }

  private void stamped(Container container, String signature)
      throws SignatureFailure, Checklist.Mismatch {
    Instant stamped = timestamps.verify(container.bytes(signature));
    Signed signed =
        signature.equals(ContainerLayout.SIGNATURE) ? first(container) : second(container);
    require(
        SignatureTimestamp.isNear(stamped, signed.time()),
        "a time stamp from 5 minutes before the signature's own time to an hour after it");
    past.check(new Signed(signed.signer(), stamped));
    require(
        !stamped.isAfter(signed.signer().getNotAfter().toInstant()),
        "a signer's certificate that was valid when it was time-stamped");
  }

  private Signed first(Container container) throws SignatureFailure {
    return past.check(
        cms.cades(
            container.bytes(ContainerLayout.SIGNATURE),
            new CMSProcessableByteArray(container.bytes(ContainerLayout.ASIC_MANIFEST))));
  }

  private Signed second(Container container) throws SignatureFailure {
    return past.check(
        cms.cades(
            container.bytes(ContainerLayout.SM2_SIGNATURE),
            new CMSProcessableByteArray(container.bytes(ContainerLayout.SM2_MANIFEST)),
            SignatureSuite.CHINESE));
  }

  /** Two trusted exchanges are two: one of them must not lend its signature to the other's. */
  private void sameParticipant(Container container, Signed second) throws SignatureFailure {
    X509Certificate signer;
    try {
      signer = first(container).signer();
    } catch (SignatureFailure e) {
      throw new SignatureFailure(
          SignatureDefect.CERTIFICATE,
          "expected a first signature that holds, by the same participant");
    }
    try {
      if (!SignerNames.same(signer, second.signer())) {
        throw new SignatureFailure(
            SignatureDefect.CERTIFICATE,
            "expected a signer who is the first signature's too: the same URIs among the"
                + " alternative names of both certificates");
      }
    } catch (CertificateException e) {
      throw new SignatureFailure(SignatureDefect.CERTIFICATE, e.reason());
    }
  }
}
