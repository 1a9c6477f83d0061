package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.claimexchange.fhir.document.ClaimDocument;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.quality.QualityRemark;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.summary.ClaimSummaries;
import org.claimexchange.verifier.json.CanonicalBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfWriter;

/** A stay with more charge lines than anybody should hold as objects. */
class LargeStayTest {
  private static final int LINES = 20_000;
  private static final String HEAP = "-Xmx256m";

  @TempDir Path folder;

  /** A process of its own has the heap; one that does not do with it ends with an error. */
  @Test
  void aStayOfTwentyThousandLinesIsSealedInAHeapOf256Megabytes() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeStayRun.class.getName(),
                folder.toString(),
                String.valueOf(LINES))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    // Person, visit, diagnosis, invoice and settlement beside the lines.
    assertThat(log)
        .content(StandardCharsets.UTF_8)
        .contains("kept " + (LINES + 5) + ", dropped 0", "sealed", "verified");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void pageByPageAndInMemoryGiveTheSameDocumentAndTheSameIsSigned() throws Exception {
    var run = new LargeStayRun(folder, 450);

    var made = run.make();

    var inMemory = inMemory(run);
    var json = SamplePackage.FHIR.newJsonParser().encodeResourceToString(inMemory);
    assertThat(text(made.json())).isEqualTo(json);
    assertThat(signed(made.json()))
        .isEqualTo(canonical(CanonicalBundle.of(json.getBytes(StandardCharsets.UTF_8))));
    var summary = ClaimSummaries.of(SampleRecords.claim(), List.of(inMemory));
    assertThat(List.of(made.summary())).isEqualTo(summary.sources());
    assertThat(made.summary().bills().getFirst().lines()).hasSize(450);
    // The sample's number is made up, and says so; the 450 amounts add up to the fen.
    assertThat(made.summary().remarks())
        .extracting(QualityRemark::rule)
        .containsExactly(QualityRemark.Rule.CHECK_DIGIT);
  }

  /** 1,000 rows are laid out at a time: at each seam a row could be lost, or stand twice. */
  @Test
  void everyLineOfALongBillStandsInThePdfOnce() throws Exception {
    int lines = 2_003;
    var rows = new ArrayList<List<PdfSheet.Cell>>();
    for (int i = 0; i < lines; i++) {
      rows.add(List.of(PdfSheet.Cell.of("行" + i + "号"), PdfSheet.Cell.of("12.50")));
    }
    var out = new ByteArrayOutputStream();
    var document = new Document(PageSize.A4);
    var writer = PdfWriter.getInstance(document, out);
    document.open();

    new PdfSheet(document, writer, SamplePackage.FONTS)
        .table(List.of(PdfSheet.Column.text("项目", 3f), PdfSheet.Column.amount("金额", 1f)), rows);
    document.close();

    Path pdf = folder.resolve("long.pdf");
    Files.write(pdf, out.toByteArray());
    var text = new String(PdfInside.text(pdf, "-layout"), StandardCharsets.UTF_8);
    var found =
        Pattern.compile("行([0-9]+)号").matcher(text).results().map(row -> row.group(1)).toList();
    assertThat(found).isEqualTo(IntStream.range(0, lines).mapToObj(String::valueOf).toList());
    // The head stands once a page, and at no seam.
    assertThat(Pattern.compile("项目").matcher(text).results().count())
        .isEqualTo(text.chars().filter(c -> c == '\f').count());
  }

  @Test
  void ofRandomSourcesTheSameIsSignedEntryByEntryAsOfTheWholeText() throws Exception {
    for (long seed = 1; seed <= 40; seed++) {
      var source = new RandomSource(seed, SamplePackage.RUIJIN.id());
      var sample = SamplePackage.granting(source.part);
      var sent = new RandomSourceAsFhir(source, sample.person.id()).resources(new Random(seed));
      var scoped = new ScopeFilter().filter(sent, source.part, sample.person.id());

      var document = new Bundle().setType(Bundle.BundleType.DOCUMENT);
      scoped.kept().forEach(record -> document.addEntry().setResource(record));
      var json = SamplePackage.FHIR.newJsonParser().encodeResourceToString(document);

      assertThat(signed(DocumentJson.of(SamplePackage.FHIR, document)))
          .as("seed %d", seed)
          .isEqualTo(canonical(CanonicalBundle.of(json.getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static Bundle inMemory(LargeStayRun run) throws Exception {
    List<Resource> records = new ArrayList<>();
    for (int page = 0; page < run.stay.pages(); page++) {
      run.stay.read(page, records::add);
    }
    var facts = run.facts();
    var scoped = new ScopeFilter().filter(records, facts.part(), facts.subject());
    var ids = new Random(1);
    return new ClaimDocument(() -> new UUID(ids.nextLong(), ids.nextLong()))
        .assemble(facts, scoped, QualityCheck.check(scoped, facts.part()));
  }

  private static String text(DocumentJson document) throws Exception {
    var entries = new ArrayList<String>();
    document.forEach(entries::add);
    var head = document.head();
    return head.substring(0, head.length() - 1) + ",\"entry\":[" + String.join(",", entries) + "]}";
  }

  /** What is signed of a document whose entries are read one by one. */
  private static String signed(DocumentJson document) throws Exception {
    return canonical(
        CanonicalBundle.of(
            document.head().getBytes(StandardCharsets.UTF_8),
            reader -> document.forEach(reader::entry)));
  }

  private static String canonical(CanonicalBundle bundle) throws Exception {
    var out = new ByteArrayOutputStream();
    bundle.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
