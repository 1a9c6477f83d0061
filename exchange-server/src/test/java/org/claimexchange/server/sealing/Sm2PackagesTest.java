package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.SealedFiles;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.claimexchange.verifier.signature.SignatureSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chinese cryptography: SM2 with SM3 signs, SM2 and SM4 seal. */
class Sm2PackagesTest {

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forSm2();

  @Test
  void aPackageSignedAndSealedWithSm2VerifiesLineByLine() throws Exception {
    VerificationReport report =
        sample.verifier().verify(sample.sealInto(folder, sample.content(5)));

    assertThat(report.failures()).isEmpty();
    assertThat(report.lines())
        .filteredOn(line -> line.check() == Check.PACKAGE_SIGNATURE)
        .extracting(VerificationReport.Line::about)
        .containsExactly("", ContainerLayout.SM2_SIGNATURE);
  }

  @Test
  void theSecondManifestHasTheSameReferences() throws Exception {
    sample
        .verifier()
        .open(
            sample.sealInto(folder, sample.content(2)),
            folder.resolve("p.asice"),
            folder.resolve("p"));

    String first = Files.readString(folder.resolve("p").resolve(ContainerLayout.ASIC_MANIFEST));
    String second = Files.readString(folder.resolve("p").resolve(ContainerLayout.SM2_MANIFEST));
    assertThat(second).isEqualTo(first.replace("signature001", "signature002"));
  }

  /** Seals for everybody into the folder, and gives the file of each cipher. */
  private Map<ContentCipher, Path> sealFor(Authority.Holder... recipients) throws Exception {
    Map<ContentCipher, ByteArrayOutputStream> files = new EnumMap<>(ContentCipher.class);
    SealedPackage sealed =
        sample.sealer.seal(
            sample.content(1),
            List.of(recipients).stream().map(Authority.Holder::certificate).toList(),
            (PackageSealer.Sinks)
                cipher -> files.computeIfAbsent(cipher, c -> new ByteArrayOutputStream()));
    byte[] list =
        SealedFiles.bytes(sealed.envelopes().stream().map(SealedPackage.Envelope::digest).toList());
    byte[] delivery = CanonicalJson.write(sample.delivery(sealed.sealed()));
    Map<ContentCipher, Path> written = new EnumMap<>(ContentCipher.class);
    for (Map.Entry<ContentCipher, ByteArrayOutputStream> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey() + ".asice.p7m");
      Files.write(path, file.getValue().toByteArray());
      Files.write(folder.resolve(path.getFileName() + SealedFiles.SUFFIX), list);
      Files.write(folder.resolve(path.getFileName() + VerificationInput.DELIVERY_SUFFIX), delivery);
      written.put(file.getKey(), path);
    }
    return written;
  }

  private VerificationInput input(Path file, Authority.Holder recipient) {
    return new VerificationInput(
        file,
        file.resolveSibling(file.getFileName() + VerificationInput.DELIVERY_SUFFIX),
        recipient.keys().getPrivate(),
        new org.claimexchange.verifier.evidence.NonceRule.NotIssued());
  }

  @Test
  void recipientsOfBothKindsGetAFileEachAndBothVerify() throws Exception {
    Authority.Holder coInsurer =
        sample.signers.recipient("C=CN,CN=insurer-gongbao", Authority.ecKeys(), SamplePackage.NOW);

    Map<ContentCipher, Path> files = sealFor(sample.insurer, coInsurer);

    assertThat(files).hasSize(2);
    for (var each :
        Map.of(ContentCipher.SM4_GCM, sample.insurer, ContentCipher.AES_256_GCM, coInsurer)
            .entrySet()) {
      VerificationReport report =
          sample.verifier().verify(input(files.get(each.getKey()), each.getValue()));
      assertThat(report.failures()).as("%s", each.getKey()).isEmpty();
    }
  }

  @Test
  void aFileThatTheRecordedListDoesNotNameIsFound() throws Exception {
    Authority.Holder coInsurer =
        sample.signers.recipient("C=CN,CN=insurer-gongbao", Authority.ecKeys(), SamplePackage.NOW);
    Map<ContentCipher, Path> files = sealFor(sample.insurer, coInsurer);
    Path own = files.get(ContentCipher.SM4_GCM);
    try (var out = Files.newOutputStream(own)) {
      sample.sealer.seal(sample.content(1), List.of(sample.insurer.certificate()), out);
    }

    assertThat(sample.verifier().verify(input(own, sample.insurer)).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.SEALED_DIGEST);

    // A list that names it, but is not the recorded one, does not help.
    Files.write(
        folder.resolve(own.getFileName() + SealedFiles.SUFFIX),
        SealedFiles.bytes(List.of(Digest.of(Files.readAllBytes(own)), Digest.of(new byte[0]))));
    assertThat(sample.verifier().verify(input(own, sample.insurer)).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.SEALED_DIGEST);
  }

  @Test
  void oneSinkIsNotEnoughForRecipientsOfTwoKinds() {
    Authority.Holder coInsurer =
        sample.signers.recipient("C=CN,CN=insurer-gongbao", Authority.ecKeys(), SamplePackage.NOW);

    assertThatThrownBy(() ->
            sample.sealer.seal(
                sample.content(1),
                List.of(sample.insurer.certificate(), coInsurer.certificate()),
                new ByteArrayOutputStream()))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.RECIPIENT));
  }

  @Test
  void aKeyOfTheOtherKindOpensNothing() throws Exception {
    VerificationInput sm4 = sample.sealInto(folder, sample.content(1));

    assertThatThrownBy(() -> SealedEnvelope.open(sm4.sealed(), Authority.ecKeys().getPrivate()))
        .isInstanceOfSatisfying(
            EnvelopeException.class,
            e -> assertThat(e.reason()).isEqualTo(EnvelopeException.Reason.NOT_FOR_THIS_KEY));
    assertThatThrownBy(() -> SealedEnvelope.open(sm4.sealed(), Authority.sm2Keys().getPrivate()))
        .isInstanceOf(EnvelopeException.class);
  }

  private SignatureDefect defect(byte[] cms, byte[] content, SignatureSuite suite) {
    try {
      new CmsSignature(List.of(sample.root(), sample.sm2Signers.certificate()))
          .cades(cms, new CMSProcessableByteArray(content), suite);
      throw new AssertionError("expected a defect");
    } catch (SignatureFailure e) {
      return e.defect();
    }
  }

  @Test
  void aSignatureOfOneKindDoesNotStandForTheOther() throws Exception {
    byte[] content = {1, 2, 3};
    byte[] sm2 =
        new CmsSigner(SamplePackage.key(sample.sm2Signer))
            .cades(new CMSProcessableByteArray(content), SamplePackage.NOW);
    byte[] p256 =
        new CmsSigner(SamplePackage.key(sample.signer))
            .cades(new CMSProcessableByteArray(content), SamplePackage.NOW);

    assertThat(defect(sm2, content, SignatureSuite.INTERNATIONAL))
        .isEqualTo(SignatureDefect.ALGORITHM);
    assertThat(defect(p256, content, SignatureSuite.CHINESE)).isEqualTo(SignatureDefect.ALGORITHM);
    assertThat(defect(sm2, new byte[] {1, 2, 4}, SignatureSuite.CHINESE))
        .isEqualTo(SignatureDefect.SIGNATURE);
    assertThat(ContentInfo.getInstance(sm2)).isNotNull();
  }

  @Test
  void anSm2SignerUnderARootOfTheOtherKindIsNotTrusted() throws Exception {
    byte[] content = {1};
    Authority.Holder stray =
        new Authority.Holder(
            sample.sm2Signer.keys(),
            sample.signers.signer(
                "C=CN,CN=stray", sample.sm2Signer.keys(), SamplePackage.NOW, Duration.ofDays(3)));
    byte[] cms =
        new CmsSigner(SamplePackage.key(stray))
            .cades(new CMSProcessableByteArray(content), SamplePackage.NOW);

    assertThat(defect(cms, content, SignatureSuite.CHINESE)).isEqualTo(SignatureDefect.CERTIFICATE);
  }
}
