package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.tsp.TimeStampToken;
import org.claimexchange.server.sealing.SampleTimestampAuthority.Conduct;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.VerificationReport.Line;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.claimexchange.verifier.signature.SignatureTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CAdES-T: where an authority is configured, its time stamp is over every package or none goes. */
class TimestampTest {

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forSm2();
  private SampleTimestampAuthority authority;

  @BeforeEach
  void anAuthority() throws Exception {
    authority = new SampleTimestampAuthority();
  }

  @AfterEach
  void end() {
    authority.close();
  }

  private PackageSealer sealer() {
    return new PackageSealer(
        SigningKeys.of(SamplePackage.key(sample.signer), SamplePackage.key(sample.sm2Signer)),
        SamplePackage.FONTS,
        Optional.of(authority()),
        Optional.empty(),
        sample.random);
  }

  private TimestampAuthority authority() {
    return new HttpTimestampAuthority(
        HttpClient.newHttpClient(),
        authority.uri(),
        Duration.ofSeconds(authority.conduct == Conduct.STALLS ? 1 : 20),
        List.of(authority.root.certificate()),
        sample.random);
  }

  private PackageVerifier verifier(List<X509Certificate> timestampers) {
    return verifier(timestampers, SamplePackage.NOW.plusSeconds(5));
  }

  private PackageVerifier verifier(List<X509Certificate> timestampers, Instant now) {
    TrustStore trust = sample.trust();
    return new PackageVerifier(
        new TrustStore(trust.ledger(), trust.signers(), timestampers, trust.providers()),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void bothSignaturesOfTheManifestAreStampedAndTheStampsVerify() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(2), sealer());

    VerificationReport report = verifier(List.of(authority.root.certificate())).verify(input);

    assertThat(report.failures()).isEmpty();
    assertThat(report.lines())
        .filteredOn(line -> line.check() == Check.TIMESTAMP)
        .extracting(Line::about)
        .containsExactly(ContainerLayout.SIGNATURE, ContainerLayout.SM2_SIGNATURE);
  }

  @Test
  void aStampOfAnAuthorityThatIsNotTrustedIsFoundUnderItsName() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(2), sealer());

    List<Line> failures = verifier(List.of()).verify(input).failures();

    assertThat(failures).extracting(Line::check).containsExactly(Check.TIMESTAMP, Check.TIMESTAMP);
    assertThat(failures.getFirst().reason()).contains("time-stamp authority");
  }

  @ParameterizedTest
  @EnumSource(names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
  void withoutARightStampNothingIsSealedAndTryingAgainMayHelp(Conduct conduct) throws Exception {
    authority.conduct = conduct;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(
            () -> sealer().seal(sample.content(1), List.of(sample.insurer.certificate()), out))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(SealingException.Reason.TIMESTAMP);
              assertThat(e.reason().passes()).isTrue();
            });
    assertThat(out.size()).isZero();
    assertThat(authority.asked).hasValue(1);

    authority.conduct = Conduct.RIGHT;
    assertThat(sample.sealInto(folder, sample.content(1), sealer())).isNotNull();
  }

  @Test
  void anAuthorityThatIsNotThereStopsTheSealing() {
    PackageSealer sealer = sealer();
    authority.close();

    assertThatThrownBy(() ->
            sealer.seal(
                sample.content(1),
                List.of(sample.insurer.certificate()),
                new ByteArrayOutputStream()))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.TIMESTAMP));
  }

  /** Bouncy Castle makes none such, so it is put together by hand. */
  @Test
  void aCertificateForAnotherPurposeStampsNothing() throws Exception {
    byte[] signature = {1, 2, 3};
    Authority.Holder web =
        authority.root.signerFor("C=CN,CN=web", SamplePackage.NOW, KeyPurposeId.id_kp_serverAuth);
    SignatureTimestamp check = new SignatureTimestamp(List.of(authority.root.certificate()));

    assertThat(check.verify(token(signature, authority.signer), signature))
        .isEqualTo(authority.time);
    assertThatThrownBy(() -> check.verify(token(signature, web), signature))
        .isInstanceOfSatisfying(
            SignatureFailure.class,
            e -> assertThat(e.defect()).isEqualTo(SignatureDefect.TIMESTAMP));
  }

  /** The right authority's statement, signed by somebody. */
  private TimeStampToken token(byte[] signature, Authority.Holder by) throws Exception {
    byte[] statement = authority().stamp(signature).getTimeStampInfo().getEncoded();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(by.certificate().getEncoded());
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
    var all = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder()
            .setSignedAttributeGenerator(
                parameters -> all.getAttributes(parameters).remove(CMSAttributes.signingTime))
            .build("SHA256withECDSA", by.keys().getPrivate(), by.certificate()));
    generator.addCertificates(new JcaCertStore(List.of(by.certificate())));
    return new TimeStampToken(
        generator.generate(
            new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, statement), true));
  }

  /** Three hours before, and a little more than is borne, either way. */
  @ParameterizedTest
  @ValueSource(longs = {-3 * 3600, -301, 3601, 86_400})
  void aStampFarFromTheSignaturesTimeStopsTheSealingAndIsFound(long seconds) throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(1));
    byte[] right = opened.files.get(ContainerLayout.SIGNATURE);
    authority.time = SamplePackage.NOW.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);

    assertThatThrownBy(() -> sample.sealInto(folder, sample.content(1), sealer()))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.TIMESTAMP))
        .hasMessageContaining(seconds + " s after");

    // An exchange that does not look at it seals it all the same.
    opened.with(ContainerLayout.SIGNATURE, stamped(right));
    PackageVerifier later =
        verifier(List.of(authority.root.certificate()), SamplePackage.NOW.plus(Duration.ofDays(2)));
    assertThat(OpenedPackage.failed(opened.verify(opened.container(), later)))
        .containsExactly(Check.TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 0, 3600})
  void aStampNearTheSignaturesTimeHolds(long seconds) throws Exception {
    authority.time = SamplePackage.NOW.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);

    assertThat(
            verifier(
                    List.of(authority.root.certificate()),
                    SamplePackage.NOW.plus(Duration.ofDays(2)))
                .verify(sample.sealInto(folder, sample.content(1), sealer()))
                .failures())
        .isEmpty();
  }

  /** The same signature with a right stamp of the authority's time. */
  private byte[] stamped(byte[] cms) throws Exception {
    CMSSignedData signed = new CMSSignedData(cms);
    SignerInformation signer = signed.getSignerInfos().iterator().next();
    Attribute stamp =
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(
                authority().stamp(signer.getSignature()).toCMSSignedData().toASN1Structure()));
    return CMSSignedData.replaceSigners(
            signed,
            new SignerInformationStore(
                SignerInformation.replaceUnsignedAttributes(
                    signer, new AttributeTable(new DERSet(stamp)))))
        .toASN1Structure()
        .getEncoded(ASN1Encoding.DER);
  }

  @Test
  void aStampOfAnotherSignatureIsFound() throws Exception {
    verifier(List.of())
        .open(
            sample.sealInto(folder, sample.content(1), sealer()),
            folder.resolve("a"),
            folder.resolve("b"));
    CMSSignedData own =
        new CMSSignedData(
            Files.readAllBytes(folder.resolve("b").resolve(ContainerLayout.SIGNATURE)));
    CMSSignedData other =
        new CMSSignedData(
            Files.readAllBytes(folder.resolve("b").resolve(ContainerLayout.SM2_SIGNATURE)));
    SignerInformation moved =
        SignerInformation.replaceUnsignedAttributes(
            own.getSignerInfos().iterator().next(),
            other.getSignerInfos().iterator().next().getUnsignedAttributes());
    byte[] cms =
        CMSSignedData.replaceSigners(own, new SignerInformationStore(moved))
            .toASN1Structure()
            .getEncoded(ASN1Encoding.DER);

    assertThatThrownBy(
            () -> new SignatureTimestamp(List.of(authority.root.certificate())).verify(cms))
        .hasMessageContaining("over this signature");
  }

  @Test
  void opensslVerifiesTheStampAndTheStampedSignature() throws Exception {
    verifier(List.of())
        .open(
            sample.sealInto(folder, sample.content(1), sealer()),
            folder.resolve("a"),
            folder.resolve("b"));
    SignerInformation signer =
        new CMSSignedData(
                Files.readAllBytes(folder.resolve("b").resolve(ContainerLayout.SIGNATURE)))
            .getSignerInfos()
            .iterator()
            .next();
    Files.write(folder.resolve("signature.bin"), signer.getSignature());
    Files.write(
        folder.resolve("token.der"),
        signer
            .getUnsignedAttributes()
            .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
            .getAttrValues()
            .getObjectAt(0)
            .toASN1Primitive()
            .getEncoded());
    Files.writeString(folder.resolve("time.pem"), Pem.write(authority.root.certificate()));
    Files.writeString(folder.resolve("root.pem"), Pem.write(sample.root()));
    String when = String.valueOf(SamplePackage.NOW.getEpochSecond());

    assertThat(
            OtherTools.run(
                folder,
                "openssl",
                "ts",
                "-verify",
                "-token_in",
                "-in",
                "token.der",
                "-data",
                "signature.bin",
                "-CAfile",
                "time.pem",
                "-attime",
                when))
        .contains("Verification: OK");
    assertThat(
            OtherTools.run(
                folder,
                "openssl",
                "cms",
                "-verify",
                "-cades",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "b/META-INF/signature001.p7s",
                "-content",
                "b/META-INF/ASiCManifest001.xml",
                "-CAfile",
                "root.pem",
                "-purpose",
                "any",
                "-attime",
                when,
                "-out",
                "verified.xml"))
        .contains("erification successful");
  }

  @Test
  void whatDoesNotGetBetterIsNotTriedAgain() {
    assertThat(SealingException.Reason.RECIPIENT.passes()).isFalse();
    assertThat(SealingException.Reason.UNPRINTABLE_CHARACTER.passes()).isFalse();
    assertThat(SealingException.Reason.CONTENT.passes()).isFalse();
    assertThat(SealingException.Reason.SIGNING_KEY.passes()).isTrue();
  }
}
