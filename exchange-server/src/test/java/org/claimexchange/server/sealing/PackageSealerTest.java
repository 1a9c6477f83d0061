package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.ReportJson;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sealed verifies; what was changed does not. */
class PackageSealerTest {

  @TempDir Path folder;

  @Test
  void aSealedPackageVerifiesLineByLine() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    VerificationInput input = sample.sealInto(folder, sample.content(40));

    VerificationReport report = sample.verifier().verify(input);

    assertThat(report.failures()).isEmpty();
    assertThat(report.lines())
        .extracting(VerificationReport.Line::check)
        .containsOnlyOnceElementsOf(EnumSet.complementOf(EnumSet.of(Check.TIMESTAMP)))
        .doesNotContain(Check.TIMESTAMP);
    assertThat(report.holds()).isTrue();
    assertThat(report.evaluation()).isTrue();
    assertThat(ReportJson.write(report)).contains("\"holds\":true", "sealed-digest");
  }

  @Test
  void anRsaRecipientOpensItToo() throws Exception {
    SamplePackage sample = SamplePackage.forRsa();

    VerificationReport report =
        sample.verifier().verify(sample.sealInto(folder, sample.content(3)));

    assertThat(report.failures()).isEmpty();
  }

  @Test
  void theDigestsAreThoseOfTheOpenedFilesInTheManifestsOrder() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealedPackage sealed =
        sample.sealer.seal(sample.content(3), List.of(sample.insurer.certificate()), out);
    Path file = Files.write(folder.resolve("p.p7m"), out.toByteArray());

    sample
        .verifier()
        .open(sample.input(file, file), folder.resolve("package.asice"), folder.resolve("package"));

    assertThat(sealed.sealed()).isEqualTo(Digest.of(out.toByteArray()));
    assertThat(sealed.size()).isEqualTo(out.size());
    assertThat(sealed.files())
        .extracting(SealedPackage.FileDigest::name)
        .containsExactly(
            "documents/01.fhir.json",
            "claim.pdf",
            "case.json",
            "fees.csv",
            "consent.json",
            "evidence.json",
            "originals/01-电子票据-20261108.xml");
    for (SealedPackage.FileDigest each : sealed.files()) {
      assertThat(Digest.of(Files.readAllBytes(folder.resolve("package").resolve(each.name()))))
          .isEqualTo(each.sha256());
    }
  }

  @Test
  void withoutTheDeliverysEvidenceNothingVerifies() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    VerificationInput input = sample.sealInto(folder, sample.content(3));
    Files.delete(input.delivery());

    VerificationReport report = sample.verifier().verify(input);

    assertThat(report.holds()).isFalse();
    assertThat(report.failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.DELIVERY_EVIDENCE);
  }

  @Test
  void anotherSealingOfTheSameContentIsNotTheOneOnTheLedger() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    VerificationInput input = sample.sealInto(folder, sample.content(3));
    try (var out = Files.newOutputStream(input.sealed())) {
      sample.sealer.seal(sample.content(3), List.of(sample.insurer.certificate()), out);
    }

    assertThat(sample.verifier().verify(input).failures())
        .extracting(VerificationReport.Line::check)
        .containsExactly(Check.SEALED_DIGEST);
  }

  @Test
  void noByteOfTheSealedFileIsFree() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    VerificationInput input = sample.sealInto(folder, sample.content(1));
    byte[] sealed = Files.readAllBytes(input.sealed());
    PackageVerifier verifier = sample.verifier();
    Random random = new Random(20261123);
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int place = i < 30 ? random.nextInt(700) : random.nextInt(sealed.length);
      byte[] changed = sealed.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(input.sealed(), changed);
      // As if the ledger had recorded the changed file: the envelope alone must tell.
      Files.write(input.delivery(), CanonicalJson.write(sample.delivery(Digest.of(changed))));
      VerificationReport report = verifier.verify(input);
      boolean found = report.failures().stream().anyMatch(line -> line.check() == Check.DECRYPTION);
      if (!found) {
        free.add(place);
      }
    }
    // Names of recipients are for finding the key only; the digest on the ledger covers them.
    assertThat(free).allMatch(place -> place < 400);
    assertThat(free).hasSizeLessThan(25);
  }

  @Test
  void anotherInsurersKeyOpensNothing() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    VerificationInput input = sample.sealInto(folder, sample.content(1));
    VerificationInput other =
        new VerificationInput(
            input.sealed(),
            input.delivery(),
            SamplePackage.forEc().insurer.keys().getPrivate(),
            input.nonce());

    assertThat(sample.verifier().verify(other).failures())
        .singleElement()
        .satisfies(line -> assertThat(line.reason()).startsWith("not-for-this-key"));
  }

  @Test
  void aCharacterThatNoFontShowsIsAnErrorNotABox() {
    assertThatThrownBy(() -> SamplePackage.FONTS.phrase("刘𠮷祥", PdfStyle.BODY))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(SealingException.Reason.UNPRINTABLE_CHARACTER);
              assertThat(e).hasMessageContaining("U+20BB7");
            });
  }

  @Test
  void feesOpenInExcelAndHoldNoFormula() throws IOException {
    SamplePackage sample = SamplePackage.forEc();
    var written = new ByteArrayOutputStream();
    FeesCsv.write(sample.content(1).summary(), written);
    byte[] csv = written.toByteArray();

    assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
    String text = new String(csv, StandardCharsets.UTF_8);
    assertThat(text).contains("腹腔镜下阑尾切除术").contains("\r\n");
    assertThat(text.lines()).hasSize(13);
  }

  /** Counted in time of the processor: the machine may have other work. */
  @Test
  void aWarmSealerSealsAClaimWellUnderThreeHundredMilliseconds() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      PackageContent content = sample.content(120);
      long start = threads.getCurrentThreadCpuTime();
      sample.sealer.seal(
          content, List.of(sample.insurer.certificate()), new ByteArrayOutputStream());
      millis.add((threads.getCurrentThreadCpuTime() - start) / 1_000_000);
    }
    millis.sort(Long::compare);
    assertThat(millis.get(millis.size() / 2)).as("sealing took %s ms", millis).isLessThan(300);
  }
}
