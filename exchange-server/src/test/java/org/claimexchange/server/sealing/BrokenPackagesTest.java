package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.person.Person;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.signature.BundleSignature;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.PdfSignature;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exchange that does wrong with its own right keys, and attackers without them. */
class BrokenPackagesTest {

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();

  private List<Check> failures(PackageContent content) throws Exception {
    return sample.verifier().verify(sample.sealInto(folder, content)).failures().stream()
        .map(VerificationReport.Line::check)
        .toList();
  }

  private static PackageContent with(PackageContent from, ConsentFile consent, Evidence evidence) {
    return new PackageContent(
        from.delivery(),
        from.supersedes(),
        from.documents(),
        from.summary(),
        consent,
        evidence,
        from.participants(),
        from.awaited(),
        from.originals(),
        from.sealedAt());
  }

  @Test
  void aDocumentOfASourceWithoutReleaseIsFound() throws Exception {
    PackageContent right = sample.content(2);
    PackageContent wrong =
        new PackageContent(
            right.delivery(),
            List.of(),
            List.of(
                DocumentJson.of(
                    SamplePackage.FHIR,
                    SampleRecords.document(new Party("source-else", "别处"), SamplePackage.NOW, 2))),
            right.summary(),
            right.consent(),
            right.evidence(),
            right.participants(),
            right.awaited(),
            right.originals(),
            right.sealedAt());

    assertThat(failures(wrong)).containsExactly(Check.DOCUMENT_SOURCES);
  }

  @Test
  void aTextThatWasNotShownIsFound() throws Exception {
    PackageContent right = sample.content(2);
    ConsentFile c = right.consent();
    ConsentFile wrong =
        new ConsentFile(c.type(), c.statement(), c.openings(), "我同意一切。", c.proof(), c.proofSalt());

    assertThat(failures(with(right, wrong, right.evidence()))).containsExactly(Check.CONSENT_TEXT);
  }

  @Test
  void aStatementThatTheGrantorDidNotSignIsFound() throws Exception {
    PackageContent right = sample.content(2);
    ConsentFile c = right.consent();
    ConsentFile other = SamplePackage.forEc().consent;
    ConsentFile wrong =
        new ConsentFile(
            c.type(), other.statement(), other.openings(), c.text(), c.proof(), c.proofSalt());

    assertThat(failures(with(right, wrong, right.evidence())))
        .containsExactly(
            Check.GRANTOR_TOKEN,
            Check.GRANTOR_SIGNATURE,
            Check.CONSENT_EVIDENCE,
            Check.RELEASE_EVIDENCE,
            Check.RECIPIENT);
  }

  @Test
  void anotherPersonsLoginIsFound() throws Exception {
    PackageContent right = sample.content(2);
    ConsentFile c = right.consent();
    Person other = new Person(sample.person.id(), "别人");
    ConsentFile wrong =
        new ConsentFile(
            c.type(),
            c.statement(),
            c.openings(),
            c.text(),
            sample.provider.proof(c.statement(), other, SamplePackage.NOW),
            c.proofSalt());

    assertThat(failures(with(right, wrong, right.evidence())))
        .containsExactly(Check.GRANTOR_IDENTITY, Check.CONSENT_EVIDENCE);
  }

  @Test
  void aLoginForAnotherOfTheProvidersClientsIsFoundWithThatReason() throws Exception {
    PackageContent right = sample.content(2);
    ConsentFile c = right.consent();

    for (String client : List.of("hospital-appointments", SampleProvider.COUNTER)) {
      ConsentFile wrong =
          new ConsentFile(
              c.type(),
              c.statement(),
              c.openings(),
              c.text(),
              sample.provider.proof(c.statement(), sample.person, SamplePackage.NOW, client),
              c.proofSalt());
      VerificationReport report =
          sample.verifier().verify(sample.sealInto(folder, with(right, wrong, right.evidence())));

      assertThat(report.failures())
          .extracting(VerificationReport.Line::check)
          .containsExactly(Check.GRANTOR_TOKEN, Check.CONSENT_EVIDENCE);
      assertThat(report.failures().getFirst().reason())
          .contains("for the patient page: one of the provider's trusted audiences");
    }
  }

  @Test
  void aProviderThatNobodyTrustsIsFound() throws Exception {
    TrustStore trust =
        new TrustStore(
            sample.ledger.trusted(),
            List.of(sample.root()),
            List.of(new SampleProvider().trusted()));
    PackageVerifier verifier = new PackageVerifier(trust, java.time.Clock.systemUTC());

    assertThat(
            verifier.verify(sample.sealInto(folder, sample.content(2))).failures().stream()
                .map(VerificationReport.Line::check))
        .contains(Check.GRANTOR_TOKEN, Check.GRANTOR_IDENTITY);
  }

  @Test
  void evidenceOfAnotherLedgerIsFound() throws Exception {
    PackageContent right = sample.content(2);
    SamplePackage other = SamplePackage.forEc();

    assertThat(
            failures(with(right, right.consent(), other.evidence(List.of(SamplePackage.RUIJIN)))))
        .containsExactly(Check.CONSENT_EVIDENCE, Check.RELEASE_EVIDENCE);
  }

  @Test
  void signersWhomNobodyTrustsAreFoundThreeTimes() throws Exception {
    TrustStore trust =
        new TrustStore(
            sample.ledger.trusted(),
            List.of(Authority.root("C=CN,CN=Signers of packages", SamplePackage.NOW).certificate()),
            List.of(sample.provider.trusted()));
    PackageVerifier verifier =
        new PackageVerifier(
            trust, java.time.Clock.fixed(SamplePackage.NOW, java.time.ZoneOffset.UTC));

    assertThat(verifier.verify(sample.sealInto(folder, sample.content(2))).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.PACKAGE_SIGNATURE, Check.DOCUMENT_SIGNATURE, Check.PDF_SIGNATURE);
  }

  private byte[] document() throws Exception {
    sample
        .verifier()
        .open(
            sample.sealInto(folder, sample.content(2)),
            folder.resolve("p.asice"),
            folder.resolve("p"));
    return java.nio.file.Files.readAllBytes(folder.resolve("p/documents/01.fhir.json"));
  }

  private SignatureDefect documentDefect(byte[] json) {
    try {
      new BundleSignature(List.of(sample.root())).verify(json);
      throw new AssertionError("expected a defect");
    } catch (SignatureFailure e) {
      return e.defect();
    }
  }

  @Test
  void aChangedDocumentAChangedTimeAndAWrappedSignatureAreFoundUnderTheirNames() throws Exception {
    String json = new String(document(), StandardCharsets.UTF_8);

    assertThat(documentDefect(bytes(json.replace("14.80", "14.81"))))
        .isEqualTo(SignatureDefect.SIGNATURE);
    assertThat(documentDefect(bytes(json.replace("\"when\":\"2026", "\"when\":\"2025"))))
        .isEqualTo(SignatureDefect.STATEMENT);
    assertThat(documentDefect(bytes(json.replace("urn:claimexchange:operator", "urn:evil"))))
        .isEqualTo(SignatureDefect.STATEMENT);
    assertThat(
            documentDefect(
                bytes("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + json + "}]}")))
        .isEqualTo(SignatureDefect.MISSING);
    assertThat(documentDefect(bytes(json.replaceFirst("\\{", "{\"signature\":{},"))))
        .isEqualTo(SignatureDefect.MALFORMED);
  }

  @Test
  void anAlgorithmNoneIsNotTaken() throws Exception {
    String json = new String(document(), StandardCharsets.UTF_8);
    String data = json.replaceFirst("(?s).*\"data\":\"([^\"]+)\".*", "$1");
    String header =
        new String(
            java.util.Base64.getUrlDecoder()
                .decode(
                    new String(
                            java.util.Base64.getDecoder().decode(data), StandardCharsets.US_ASCII)
                        .split("\\.")[0]),
            StandardCharsets.UTF_8);
    String none =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(bytes(header.replace("ES256", "none")));
    String forged =
        json.replace(data, java.util.Base64.getEncoder().encodeToString(bytes(none + "..")));

    assertThat(documentDefect(bytes(forged))).isEqualTo(SignatureDefect.ALGORITHM);
  }

  @Test
  void anUpdateBehindThePdfsSignatureIsFound() throws Exception {
    document();
    byte[] pdf = java.nio.file.Files.readAllBytes(folder.resolve("p/claim.pdf"));
    PdfSignature verifier = new PdfSignature(new CmsSignature(List.of(sample.root())));
    byte[] update = bytes("\n1 0 obj\n<</Evil true>>\nendobj\nstartxref\n0\n%%EOF\n");
    byte[] updated = java.util.Arrays.copyOf(pdf, pdf.length + update.length);
    System.arraycopy(update, 0, updated, pdf.length, update.length);
    byte[] changed = pdf.clone();
    changed[pdf.length / 3] ^= 1;

    for (var broken :
        Map.of(
                updated,
                SignatureDefect.COVERAGE,
                changed,
                SignatureDefect.SIGNATURE,
                bytes("%PDF-1.7 unsigned"),
                SignatureDefect.MISSING)
            .entrySet()) {
      try {
        verifier.verify(broken.getKey());
        throw new AssertionError("expected " + broken.getValue());
      } catch (SignatureFailure e) {
        assertThat(e.defect()).isEqualTo(broken.getValue());
      }
    }
  }

  @Test
  void aSignersCertificateThatHadExpiredIsFoundWithThatReason() throws Exception {
    Authority.Holder expired =
        sample.signers.signer("C=CN,O=过期,CN=old", SamplePackage.NOW, Duration.ofHours(-2));
    PackageSealer sealer =
        new PackageSealer(
            SamplePackage.FHIR,
            SigningKeys.of(
                KeyStoreSigningKey.of(expired.keys().getPrivate(), List.of(expired.certificate()))),
            SamplePackage.FONTS,
            sample.random);
    var out = new java.io.ByteArrayOutputStream();
    sealer.seal(sample.content(1), List.of(sample.insurer.certificate()), out);
    Path file = java.nio.file.Files.write(folder.resolve("old.p7m"), out.toByteArray());

    assertThat(sample.verifier().verify(sample.input(file, file)).failures())
        .filteredOn(line -> line.check() == Check.DOCUMENT_SIGNATURE)
        .singleElement()
        .satisfies(line -> assertThat(line.reason()).contains("not valid at"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
