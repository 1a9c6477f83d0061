package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every change of a single byte is found, and under the right name. Each bit pattern is drawn from
 * a printed seed. Inside the container one byte in {@code package.bytes.step} is changed (1 for
 * all), since each change there means sealing and verifying a whole package.
 */
class EveryByteTest {

  private static final long SEED = Long.getLong("package.bytes.seed", 20261126);
  private static final int STEP = Integer.getInteger("package.bytes.step", 0);

  /** Where the envelope only helps to find the key; the digest on the ledger covers it. */
  private static final int RECIPIENTS_END = 400;

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
      if (file.getKey().equals(ContainerLayout.MIMETYPE)) {
        continue;
      }
      int length = file.getValue().length;
      int step = STEP == 0 ? Math.max(1, length / 12) : STEP;
      for (int place = 0; place < length; place += step) {
        VerificationReport report =
            opened.copy().with(file.getKey(), changed(file.getValue(), place)).verify();
        List<Check> failed = OpenedPackage.failed(report);
        boolean own = OWN_CHECKS.get(file.getKey()).stream().anyMatch(failed::contains);
        boolean listed =
            !ContainerLayout.isListed(file.getKey()) || failed.contains(Check.MANIFEST);
        if (!own || !listed) {
          free.add(file.getKey() + "@" + place + " " + failed);
        }
      }
    }
    assertThat(free).as("seed %d", SEED).isEmpty();
  }

  /** The exchange signs what was changed: what others signed still tells. */
  @Test
  void whatTheGrantorAndTheLedgerSignedTellsEvenWhenTheExchangeSignsAnew() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(1));
    Set<Check> consent = EnumSet.range(Check.CONSENT_STATEMENT, Check.CONSENT_EVIDENCE);
    for (String name : List.of(ContainerLayout.CONSENT_JSON, ContainerLayout.EVIDENCE_JSON)) {
      byte[] right = opened.files.get(name);
      for (int place = 0; place < right.length; place += STEP == 0 ? right.length / 12 : STEP) {
        List<Check> failed =
            OpenedPackage.failed(
                opened.copy().with(name, changed(right, place)).signedAgain().verify());
        Set<Check> own =
            name.equals(ContainerLayout.CONSENT_JSON)
                ? consent
                : EnumSet.of(Check.CONSENT_EVIDENCE, Check.RELEASE_EVIDENCE);
        assertThat(failed)
            .as("seed %d, %s byte %d", SEED, name, place)
            .isNotEmpty()
            .anyMatch(own::contains)
            .doesNotContain(Check.MANIFEST, Check.PACKAGE_SIGNATURE);
      }
    }
  }
}
