package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.model.json.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed is in the content or is one of the PDF's own words; seeded. */
class NothingElseInThePdfTest {

  private static final long SEED = 20261123;

  @TempDir Path folder;

  @Test
  void aPackageNeverShowsAnothersRecords() throws Exception {
    Random random = new Random(SEED);
    Set<String> others = new TreeSet<>();
    for (int round = 0; round < 4; round++) {
      SamplePackage sample = SamplePackage.forEc();
      String marker = "标记" + (1_000_000 + random.nextInt(8_999_999));
      Party source = new Party(SamplePackage.RUIJIN.id(), marker + "医院");
      ClaimSummary summary =
          SampleRecords.summary(SamplePackage.NOW, List.of(source), "release" + random.nextInt());
      PackageContent right = sample.content(1);
      PackageContent content =
          new PackageContent(
              right.delivery(),
              right.supersedes(),
              right.supplements(),
              right.documents(),
              summary,
              right.consent(),
              right.evidence(),
              right.participants(),
              right.awaited(),
              right.originals(),
              right.sealedAt());
      sample
          .verifier()
          .open(
              sample.sealInto(folder, content),
              folder.resolve("p.asice"),
              folder.resolve("p" + round));
      String text = text(folder.resolve("p" + round + "/claim.pdf"));

      assertThat(text).as("seed %d, round %d", SEED, round).contains(marker);
      others.forEach(other -> assertThat(text).doesNotContain(other));
      numbersOf(text, content);
      others.add(marker);
    }
  }

  /** Every number of five digits or more comes from the content. */
  private static void numbersOf(String text, PackageContent content) {
    String known =
        new String(CaseJson.write(content), StandardCharsets.UTF_8)
            + CanonicalJson.writeText(content.consent());
    for (String word : text.split("[^0-9]+")) {
      if (word.length() >= 5) {
        assertThat(known).contains(word);
      }
    }
  }

  private String text(Path pdf) throws Exception {
    Path out = folder.resolve("text.txt");
    Process process =
        new ProcessBuilder("pdftotext", "-layout", pdf.toString(), out.toString()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(out);
  }
}
