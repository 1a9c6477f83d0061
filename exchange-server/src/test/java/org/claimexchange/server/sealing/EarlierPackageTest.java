package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.ReportJson;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.ContainerLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A later package says which one it replaces or adds to, and the verifier says it too. */
class EarlierPackageTest {
  private static final String EARLIER = "3arlierDeliveryOfIt___";

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();

  private PackageContent content(List<String> supersedes, List<String> supplements) {
    PackageContent alone = sample.content(2);
    return new PackageContent(
        alone.delivery(),
        supersedes,
        supplements,
        alone.documents(),
        alone.summary(),
        alone.consent(),
        alone.evidence(),
        alone.participants(),
        alone.awaited(),
        alone.originals(),
        alone.sealedAt());
  }

  private static VerificationReport.Line told(VerificationReport report) {
    return report.lines().stream()
        .filter(line -> line.check() == Check.EARLIER_PACKAGE)
        .reduce((a, b) -> {
          throw new AssertionError("one line");
        })
        .orElseThrow();
  }

  @Test
  void aSupplementNamesThePackageThatItAddsTo() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, content(List.of(), List.of(EARLIER)));

    JsonNode claim =
        CanonicalJson.read(opened.files.get(ContainerLayout.CASE_JSON), JsonNode.class);
    VerificationReport report = opened.verify();

    assertThat(claim.path("supplements")).hasToString("[\"" + EARLIER + "\"]");
    assertThat(claim.path("supersedes")).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(told(report).text()).endsWith("(supplements " + EARLIER + ")");
    assertThat(ReportJson.write(report)).contains("\"reason\":\"supplements " + EARLIER + "\"");
  }

  @Test
  void aCorrectionNamesThePackageThatItReplaces() throws Exception {
    VerificationReport report =
        sample.verifier().verify(sample.sealInto(folder, content(List.of(EARLIER), List.of())));

    assertThat(report.failures()).isEmpty();
    assertThat(told(report).reason()).isEqualTo("supersedes " + EARLIER);
  }

  @Test
  void theSummaryForPeopleNamesItOnItsFirstPage() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, content(List.of(), List.of(EARLIER)));

    Path pdf =
        Files.write(folder.resolve("claim.pdf"), opened.files.get(ContainerLayout.CLAIM_PDF));

    assertThat(new String(PdfInside.text(pdf, "-layout"), StandardCharsets.UTF_8))
        .containsPattern("补充资料包\\s+" + EARLIER);
  }

  @Test
  void aPackageThatStandsAloneSaysNothing() throws Exception {
    VerificationReport report =
        sample.verifier().verify(sample.sealInto(folder, sample.content(2)));

    assertThat(told(report).reason()).isEmpty();
    assertThat(told(report).outcome()).isEqualTo(VerificationReport.Outcome.PASSED);
  }

  /** What is printed on a screen must not come from whoever signed, unread. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"3arlierDeliveryOfIt___\",\"an0therDeliveryOfIt___\"]",
        "[\"del1veryOfTheSample___\"]",
        "[\"\\u001b[2K\\rok     everything\"]",
        "[\"\"]",
        "\"3arlierDeliveryOfIt___\"",
        "[[\"3arlierDeliveryOfIt___\"]]",
        "[7]"
      })
  void aStrangeWordOnItIsRefused(String word) throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(1));
    ObjectNode claim =
        CanonicalJson.read(opened.files.get(ContainerLayout.CASE_JSON), ObjectNode.class);
    claim.set(
        "supplements",
        CanonicalJson.read(
                ("{\"x\":" + word + "}").getBytes(StandardCharsets.UTF_8), ObjectNode.class)
            .get("x"));

    VerificationReport report =
        opened.with(ContainerLayout.CASE_JSON, CanonicalJson.write(claim)).signedAgain().verify();

    assertThat(OpenedPackage.failed(report)).containsExactly(Check.EARLIER_PACKAGE);
    assertThat(told(report).text()).doesNotContain("\u001b");
  }
}
