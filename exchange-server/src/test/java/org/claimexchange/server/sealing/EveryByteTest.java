package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.PdfSignature;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every change of a single byte is found, and under the right name. Each bit pattern is drawn from
 * a printed seed. A dozen places of each file by itself; with {@code package.bytes.step} as a
 * campaign: one in so many (1 for all), but of a file inside at most {@code package.bytes.most},
 * since each change there means sealing and verifying a whole package.
 */
class EveryByteTest {

  private static final long SEED = Long.getLong("package.bytes.seed", 20261126);
  private static final int STEP = Integer.getInteger("package.bytes.step", 0);

  /** Where the envelope only helps to find the key; the digest on the ledger covers it. */
  private static final int RECIPIENTS_END = 400;

  /** Each is sealed and verified whole: so many of a file at the most, some 25 ms each. */
  private static final int WHOLE_PACKAGES = Integer.getInteger("package.bytes.most", 4_000);

  private static final int HEADERS_END = 500;
  private static final int TAG_BYTES = 18;

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();

  private static byte[] changed(byte[] bytes, int place) {
    byte[] changed = bytes.clone();
    changed[place] ^= (byte) (1 + new Random(SEED * 31 + place).nextInt(255));
    return changed;
  }

  /** The ledger's digest finds each, the envelope nearly each. */
  @Test
  void everyByteOfTheSealedFileIsCoveredByTheLedgersDigestAndTheEnvelopesTag() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(1));
    byte[] sealed = Files.readAllBytes(input.sealed());
    Digest recorded = Digest.of(sealed);
    int step = STEP == 0 ? 211 : STEP;

    List<Integer> unnoticed =
        IntStream.range(0, sealed.length)
            .parallel()
            .filter(place ->
                place < HEADERS_END || place >= sealed.length - TAG_BYTES || place % step == 0)
            .filter(place -> {
              byte[] changed = changed(sealed, place);
              assertThat(Digest.of(changed).matches(recorded)).isFalse();
              return opens(changed, input);
            })
            .boxed()
            .toList();

    told("sealed file", sealed.length, sealed.length);
    assertThat(unnoticed)
        .as("seed %d, of %d bytes", SEED, sealed.length)
        .allMatch(place -> place < RECIPIENTS_END);
  }

  private static boolean opens(byte[] sealed, VerificationInput input) {
    try {
      SealedEnvelope.open(
          sealed, input.key(), org.claimexchange.verifier.certificate.Sm2.provider());
      return true;
    } catch (EnvelopeException e) {
      return false;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Samples of a large one, by the whole verifier. */
  @Test
  void aChangedByteOfALargePackageIsFoundAsTheWrongFileAndAsADamagedOne() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(2_000));
    byte[] sealed = Files.readAllBytes(input.sealed());
    PackageVerifier verifier = sample.verifier();
    Random random = new Random(SEED);

    for (int i = 0; i < 12; i++) {
      int place = RECIPIENTS_END + random.nextInt(sealed.length - RECIPIENTS_END);
      Files.write(input.sealed(), changed(sealed, place));

      assertThat(OpenedPackage.failed(verifier.verify(input)))
          .as("seed %d, byte %d of %d", SEED, place, sealed.length)
          .containsExactly(Check.SEALED_DIGEST, Check.DECRYPTION);
    }
  }

  @Test
  void aChangedByteOfTheDeliverysEvidenceIsFoundAsSuch() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(1));
    byte[] evidence = Files.readAllBytes(input.delivery());
    PackageVerifier verifier = sample.verifier();

    for (int place = 0; place < evidence.length; place += STEP == 0 ? evidence.length / 20 : STEP) {
      Files.write(input.delivery(), changed(evidence, place));

      assertThat(OpenedPackage.failed(verifier.verify(input)))
          .as("seed %d, byte %d of %d", SEED, place, evidence.length)
          .contains(Check.DELIVERY_EVIDENCE);
    }
    told("delivery's evidence", evidence.length, evidence.length);
  }

  /** What must fail, whatever else does, when a byte of a file changes. */
  private static final Map<String, Set<Check>> OWN_CHECKS =
      Map.of(
          "documents/01.fhir.json",
          EnumSet.of(Check.DOCUMENT_SIGNATURE, Check.MANIFEST),
          "claim.pdf",
          EnumSet.of(Check.PDF_SIGNATURE),
          "case.json",
          EnumSet.of(Check.MANIFEST),
          "fees.csv",
          EnumSet.of(Check.MANIFEST),
          "consent.json",
          EnumSet.of(Check.MANIFEST),
          "evidence.json",
          EnumSet.of(Check.MANIFEST),
          "originals/01-电子票据-20261108.xml",
          EnumSet.of(Check.MANIFEST),
          ContainerLayout.ASIC_MANIFEST,
          EnumSet.of(Check.PACKAGE_SIGNATURE),
          ContainerLayout.SIGNATURE,
          EnumSet.of(Check.PACKAGE_SIGNATURE),
          ContainerLayout.FILE_LIST,
          EnumSet.of(Check.MANIFEST));

  /** The exchange itself seals and records a changed package, without its signing key. */
  @Test
  void aChangedByteInsideIsFoundByTheChecksOfItsFile() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(1));
    List<String> free = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : opened.files.entrySet()) {
      String name = file.getKey();
      if (name.equals(ContainerLayout.MIMETYPE)) {
        continue;
      }
      free.addAll(
          found(
              name,
              places(file.getValue().length, WHOLE_PACKAGES),
              place -> opened.copyIn(own()).with(name, changed(file.getValue(), place)).verify(),
              failed ->
                  OWN_CHECKS.get(name).stream().anyMatch(failed::contains)
                      && (!ContainerLayout.isListed(name) || failed.contains(Check.MANIFEST))));
    }
    assertThat(free).as("seed %d", SEED).isEmpty();
  }

  /** A PDF goes from hand to hand without its package: its own signature finds each byte. */
  @Test
  void aChangedByteOfThePdfIsFoundByItsOwnSignature() throws Exception {
    byte[] pdf =
        OpenedPackage.of(sample, folder, sample.content(1)).files.get(ContainerLayout.CLAIM_PDF);
    PdfSignature check = new PdfSignature(new CmsSignature(List.of(sample.root())));
    assertThat(check.verify(pdf).signer()).isEqualTo(sample.signer.certificate());

    List<Integer> free =
        places(pdf.length, pdf.length)
            .parallel()
            .filter(place -> {
              try {
                check.verify(changed(pdf, place));
                return true;
              } catch (SignatureFailure | RuntimeException e) {
                // As the verifier does: what a parser stumbles over has failed.
                return false;
              }
            })
            .boxed()
            .toList();

    told(ContainerLayout.CLAIM_PDF + " alone", places(pdf.length, pdf.length).count(), pdf.length);
    assertThat(free).as("seed %d, of %d bytes", SEED, pdf.length).isEmpty();
  }

  /** The exchange signs what was changed: what others signed still tells. */
  @Test
  void whatTheGrantorAndTheLedgerSignedTellsEvenWhenTheExchangeSignsAnew() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(1));
    Set<Check> consent = EnumSet.range(Check.CONSENT_STATEMENT, Check.CONSENT_EVIDENCE);
    Set<Check> evidence = EnumSet.of(Check.CONSENT_EVIDENCE, Check.RELEASE_EVIDENCE);
    List<String> free = new ArrayList<>();
    for (String name : List.of(ContainerLayout.CONSENT_JSON, ContainerLayout.EVIDENCE_JSON)) {
      byte[] right = opened.files.get(name);
      Set<Check> own = name.equals(ContainerLayout.CONSENT_JSON) ? consent : evidence;
      free.addAll(
          found(
              name + " signed anew",
              places(right.length, WHOLE_PACKAGES),
              place ->
                  opened.copyIn(own()).with(name, changed(right, place)).signedAgain().verify(),
              failed ->
                  failed.stream().anyMatch(own::contains)
                      && !failed.contains(Check.MANIFEST)
                      && !failed.contains(Check.PACKAGE_SIGNATURE)));
    }
    assertThat(free).as("seed %d", SEED).isEmpty();
  }

  /** Seals and verifies a package with one byte changed. */
  @FunctionalInterface
  private interface Attempt {
    VerificationReport at(int place) throws Exception;
  }

  /** The places where the checks that failed are not the right ones. */
  private List<String> found(
      String name, IntStream places, Attempt attempt, Predicate<List<Check>> right) {
    int[] all = places.toArray();
    List<String> free =
        IntStream.of(all)
            .parallel()
            .mapToObj(place -> {
              try {
                List<Check> failed = OpenedPackage.failed(attempt.at(place));
                return right.test(failed) ? "" : name + "@" + place + " " + failed;
              } catch (Exception e) {
                throw new IllegalStateException(name + "@" + place, e);
              }
            })
            .filter(wrong -> !wrong.isEmpty())
            .toList();
    told(name, all.length, all.length == 0 ? 0 : all[all.length - 1] + 1);
    return free;
  }

  /** A dozen; in the campaign one in {@code step}, or fewer so that they are not too many. */
  private static IntStream places(int length, int most) {
    int step = STEP == 0 ? Math.max(1, length / 12) : Math.max(STEP, (length + most - 1) / most);
    return IntStream.range(0, length).filter(place -> place % step == 0);
  }

  private static void told(String name, long places, int length) {
    if (STEP > 0) {
      System.out.printf("%s: %d places of %d bytes, seed %d%n", name, places, length, SEED);
    }
  }

  /** A folder for each thread. */
  private Path own() throws IOException {
    return Files.createDirectories(folder.resolve("thread-" + Thread.currentThread().threadId()));
  }
}
