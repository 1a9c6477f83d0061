package org.claimexchange.agent.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.claimexchange.agent.find.FoundFile;
import org.claimexchange.agent.judge.KeptBack.Reason;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.source.SourceDocument;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a source's own files goes, over the mappers' own record files. */
class ChooserTest {
  private static final Path RECORDS = Path.of("../fhir-mappers/src/test/resources/records");
  private static final List<String> ALL =
      Arrays.stream(Category.values()).map(Category::code).toList();
  private static final PersonId WANG = new PersonId(IdSystem.RESIDENT_ID, "31010119680412997X");

  private static final Pattern RESIDENT =
      Pattern.compile("(?<![0-9A-Z])(?!12)[0-9]{6}(19|20)[0-9]{9}[0-9X](?![0-9])");

  private final Chooser chooser = new Chooser("hospital-third", new ProtectedRecords());

  private static Part part(List<String> categories, List<ProtectedKind> kinds) {
    return new Part(
        "hospital-third",
        List.of(),
        new DateRange(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        categories,
        kinds,
        !kinds.isEmpty());
  }

  private static String folder(SourceFormat format) {
    return format == SourceFormat.FEE_LIST ? "fee-list-csv" : format.code();
  }

  private static List<Path> files(SourceFormat format) throws IOException {
    try (var files = Files.list(RECORDS.resolve(folder(format)))) {
      return files.filter(file -> !file.toString().endsWith(".expected")).sorted().toList();
    }
  }

  private static Path file(SourceFormat format, String part) throws IOException {
    return files(format).stream()
        .filter(file -> file.getFileName().toString().contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static FoundFile found(SourceFormat format, Path path) {
    return new FoundFile(
        format,
        path.getFileName().toString(),
        "application/octet-stream",
        () -> Files.readAllBytes(path),
        List.of());
  }

  private static FoundFile found(SourceFormat format, String name, String text) {
    return new FoundFile(
        format, name, "text/csv", () -> text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static PersonId person(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
    var number = RESIDENT.matcher(text);
    return new PersonId(IdSystem.RESIDENT_ID, number.find() ? number.group() : "none");
  }

  @ParameterizedTest
  @EnumSource
  void withAGrantOfEverythingEachFileGoesUntouchedOrIsNotUnderstood(SourceFormat format)
      throws IOException {
    int whole = 0;
    for (Path path : files(format)) {
      var choice =
          chooser.choose(
              List.of(found(format, path)),
              part(ALL, List.of(ProtectedKind.values())),
              person(path));

      for (KeptBack kept : choice.keptBack()) {
        assertThat(kept.reason()).as(path.toString()).isNotEqualTo(Reason.UNREADABLE);
      }
      for (Outgoing file : choice.outgoing()) {
        if (file.document().format().equals(format.code())) {
          whole++;
          assertThat(file.content().read()).isEqualTo(Files.readAllBytes(path));
          assertThat(file.document().digest()).isEqualTo(Digest.of(Files.readAllBytes(path)));
        }
      }
    }
    assertThat(whole).as("files that go whole").isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void withoutACategoryNothingGoes(SourceFormat format) throws IOException {
    for (Path path : files(format)) {
      var choice =
          chooser.choose(List.of(found(format, path)), part(List.of(), List.of()), person(path));

      assertThat(choice.outgoing()).as(path.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherPatientsFileDoesNotGo(SourceFormat format) throws IOException {
    var stranger = new PersonId(IdSystem.RESIDENT_ID, "310104197605039991");
    for (Path path : files(format)) {
      var choice =
          chooser.choose(
              List.of(found(format, path)), part(ALL, List.of(ProtectedKind.values())), stranger);

      assertThat(choice.outgoing()).as(path.toString()).isEmpty();
    }
  }

  @Test
  void whereOnlyTheSettlementIsGrantedABundleOfItGoesWithoutDiagnoses() throws IOException {
    var path = file(SourceFormat.SETTLEMENT_LIST, "01-stay");

    var choice =
        chooser.choose(
            List.of(found(SourceFormat.SETTLEMENT_LIST, path)),
            part(List.of("settlement"), List.of()),
            WANG);

    var file = choice.outgoing().getFirst();
    assertThat(choice.outgoing()).hasSize(1);
    assertThat(file.document().format()).isEqualTo(SourceDocument.FHIR);
    assertThat(file.document().name()).doesNotContain("01-stay");
    var text = new String(file.content().read(), StandardCharsets.UTF_8);
    assertThat(text).contains("ExplanationOfBenefit").doesNotContain("K80", "胆囊", "51.23");
    var bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, text);
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.COLLECTION);
    assertThat(file.withheld()).isPositive();
    assertThat(file.categories()).containsExactlyInAnyOrder("settlement", "visit");
  }

  @Test
  void aProtectedDiagnosisKeepsTheFileAndItsBill() throws IOException {
    var path = file(SourceFormat.SETTLEMENT_LIST, "protected-diagnosis");

    var choice =
        chooser.choose(
            List.of(found(SourceFormat.SETTLEMENT_LIST, path)), part(ALL, List.of()), person(path));

    for (Outgoing file : choice.outgoing()) {
      var text = new String(file.content().read(), StandardCharsets.UTF_8);
      assertThat(file.document().format()).isEqualTo(SourceDocument.FHIR);
      assertThat(text).doesNotContain("F32", "抑郁", "ExplanationOfBenefit");
    }
  }

  @Test
  void twoListsThatContradictEachOtherAboutAProtectedDiagnosisHideNothingOfIt() throws IOException {
    var path = file(SourceFormat.SETTLEMENT_LIST, "protected-diagnosis");
    var text = Files.readString(path);
    var name = Pattern.compile("\"diag_name\" : \"([^\"]*)\"").matcher(text);
    assertThat(name.find()).isTrue();
    // The corrected list tells the same diagnoses at another condition of admission.
    var corrected = text.replace("\"adm_cond_type\" : \"1\"", "\"adm_cond_type\" : \"2\"");

    var choice =
        chooser.choose(
            List.of(
                found(SourceFormat.SETTLEMENT_LIST, path),
                found(SourceFormat.SETTLEMENT_LIST, "更正.json", corrected)),
            part(ALL, List.of()),
            person(path));

    for (Outgoing file : choice.outgoing()) {
      var sent = new String(file.content().read(), StandardCharsets.UTF_8);
      assertThat(sent).doesNotContain("F32", "抑郁", "ExplanationOfBenefit");
    }
  }

  @Test
  void theSameFileHasTheSameIdAndOnceIsEnough() throws IOException {
    var path = file(SourceFormat.SETTLEMENT_LIST, "01-stay");
    var one = found(SourceFormat.SETTLEMENT_LIST, path);
    var grant = part(ALL, List.of());

    var first = chooser.choose(List.of(one, one), grant, WANG);
    var second =
        new Chooser("hospital-third", new ProtectedRecords()).choose(List.of(one), grant, WANG);

    assertThat(first.outgoing()).hasSize(1);
    assertThat(first.outgoing().getFirst().document())
        .isEqualTo(second.outgoing().getFirst().document());
  }

  @Test
  void aScanGoesWithWhatItShowsAndStaysWithIt() throws IOException {
    var path = file(SourceFormat.SETTLEMENT_LIST, "01-stay");
    var scan = new FoundFile.Shown("结算清单.pdf", "application/pdf", () -> new byte[] {37, 80});
    var file =
        new FoundFile(
            SourceFormat.SETTLEMENT_LIST,
            "结算清单.json",
            "application/json",
            () -> Files.readAllBytes(path),
            List.of(scan));

    var all = chooser.choose(List.of(file), part(ALL, List.of()), WANG);
    var part = chooser.choose(List.of(file), part(List.of("settlement"), List.of()), WANG);

    var documents = all.outgoing().stream().map(Outgoing::document).toList();
    assertThat(documents).hasSize(2);
    assertThat(documents.get(1).shows()).isEqualTo(documents.get(0).document());
    assertThat(part.outgoing().stream().map(out -> out.document().format()))
        .containsExactly(SourceDocument.FHIR);
  }

  @Test
  void aFileThatCannotBeMappedStaysWithPathAndLine() throws IOException {
    var text = Files.readString(file(SourceFormat.FEE_LIST, "02-field"));
    var broken = text.replaceFirst("\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:", "gestern:");

    var choice =
        chooser.choose(
            List.of(found(SourceFormat.FEE_LIST, "费用.csv", broken)), part(ALL, List.of()), WANG);

    assertThat(choice.outgoing()).isEmpty();
    assertThat(choice.keptBack().getFirst().reason()).isEqualTo(Reason.NOT_MAPPED);
    assertThat(choice.keptBack().getFirst().problems())
        .isNotEmpty()
        .allMatch(problem -> problem.line() > 0 && !problem.text().contains("gestern"));
    assertThat(choice.toString()).doesNotContain("费用.csv");
  }

  @Test
  void whatIsReadTwiceMustBeThereTwice() {
    var gone =
        new FoundFile(
            SourceFormat.FEE_LIST,
            "费用.csv",
            "text/csv",
            () -> {
              throw new IOException("not there any more");
            },
            List.of());

    var choice = chooser.choose(new ArrayList<>(List.of(gone)), part(ALL, List.of()), WANG);

    assertThat(choice.keptBack().getFirst().reason()).isEqualTo(Reason.UNREADABLE);
  }
}
