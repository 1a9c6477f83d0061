package org.claimexchange.fhir.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.summary.ClaimSummaries;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources' own files, mapped, on their way into the claim document. */
class MappedFilesTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final R4Validation VALIDATION = R4Validation.SHARED;
  private static final Path RECORDS = Path.of("src/test/resources/records");

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void whatIsMappedIsValidR4(String format) throws IOException {
    for (Path file : firstFew(format, 4)) {
      var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
      for (Resource resource : mapped(format, file).resources()) {
        bundle
            .addEntry()
            .setFullUrl(
                "https://fhir.hospital.example/"
                    + resource.fhirType()
                    + "/"
                    + resource.getIdElement().getIdPart())
            .setResource(resource);
      }

      assertThat(VALIDATION.errors(bundle)).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void allOfAFilePassesAGrantOfEverything(String format) throws IOException {
    var mapped = mapped(format, firstFew(format, 1).getFirst());

    var scoped =
        new ScopeFilter().filter(mapped.resources(), everything(), person(mapped.resources()));

    // The Binary itself is part of its DocumentReference now.
    assertThat(scoped.findings()).allMatch(finding -> finding.resourceType().equals("Binary"));
    var files = scoped.ofType(DocumentReference.class);
    assertThat(files.getFirst().getContentFirstRep().getAttachment().getData())
        .isEqualTo(Files.readAllBytes(firstFew(format, 1).getFirst()));
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void eachFormatAloneMakesADocumentThatKeepsItsProfiles(String format) throws IOException {
    for (Path file : firstFew(format, 2)) {
      var document = document(mapped(format, file));

      assertThat(VALIDATION.errors(document)).as(file.toString()).isEmpty();
    }
  }

  @Test
  void aSettlementListAloneMakesAValidClaimDocumentThatAddsUp() throws IOException {
    var mapped = mapped("settlement-list", firstFew("settlement-list", 1).getFirst());

    var document = document(mapped);

    assertThat(VALIDATION.errors(document)).isEmpty();
    var bill =
        ClaimSummaries.of(SampleDocuments.claim(), List.of(document))
            .sources()
            .getFirst()
            .bills()
            .getFirst();
    var paid =
        bill.payments().stream()
            .filter(p ->
                List.of("pooled-fund", "serious-illness", "medical-aid", "personal-account", "cash")
                    .contains(p.code()))
            .map(p -> p.amount())
            .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
    assertThat(bill.total()).isEqualByComparingTo("4543.71");
    assertThat(paid.add(other(bill.payments()))).isEqualByComparingTo(bill.total());
  }

  /** Funds stand under their own code; their names tell who paid. */
  private static java.math.BigDecimal other(
      List<org.claimexchange.fhir.summary.NamedAmount> payments) {
    return payments.stream()
        .filter(p -> p.code().matches("[0-9]{6}"))
        .map(p -> p.amount())
        .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
  }

  @Test
  void aFileThatWasNotGrantedStaysBehind() throws IOException {
    var mapped = mapped("settlement-list", firstFew("settlement-list", 1).getFirst());
    var settlementAlone = part(List.of("settlement", "visit"));

    var scoped =
        new ScopeFilter().filter(mapped.resources(), settlementAlone, person(mapped.resources()));

    // It also tells the diagnoses.
    assertThat(scoped.ofType(DocumentReference.class)).isEmpty();
    assertThat(scoped.ofType(ExplanationOfBenefit.class)).hasSize(1);
    assertThat(scoped.ofType(ExplanationOfBenefit.class).getFirst().getDiagnosis()).isEmpty();
  }

  @Test
  void aFileWithAProtectedDiagnosisStaysBehindWithoutItsTick() throws IOException {
    var file =
        firstFew("settlement-list", 99).stream()
            .filter(path -> path.toString().contains("protected-diagnosis"))
            .findFirst()
            .orElseThrow();
    var mapped = mapped("settlement-list", file);

    var scoped =
        new ScopeFilter().filter(mapped.resources(), everything(), person(mapped.resources()));

    assertThat(scoped.kept())
        .noneMatch(r -> r instanceof DocumentReference || r instanceof Invoice);
    assertThat(FHIR.newJsonParser().encodeResourceToString(collection(scoped.kept())))
        .doesNotContain("F32", "抑郁");
  }

  @Test
  void feeLinesKeepWhatTheSchemeSaysOfThem() throws IOException {
    var mapped = mapped("fee-list-csv", firstFew("fee-list-csv", 1).getFirst());

    var line =
        new ScopeFilter()
            .filter(mapped.resources(), everything(), person(mapped.resources()))
            .ofType(ChargeItem.class)
            .getFirst();

    assertThat(line.getExtension().stream().map(e -> e.getUrl().replaceAll(".*/", "")))
        .contains("insurance-grade", "self-pay-ratio", "unit-price", "self-funded-amount");
  }

  private static Bundle collection(List<Resource> resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    resources.forEach(resource -> bundle.addEntry().setResource(resource));
    return bundle;
  }

  private static Bundle document(Mapped mapped) {
    var part = everything();
    var person = person(mapped.resources());
    var scoped = new ScopeFilter().filter(mapped.resources(), part, person);
    return SampleDocuments.of(
        scoped, part, person, List.of(mapped.sha256()), List.of(mapped.fileRemarks()), 5);
  }

  private static List<Path> firstFew(String format, int count) throws IOException {
    try (var files = Files.list(RECORDS.resolve(format))) {
      return files
          .filter(file -> !file.toString().endsWith(".expected"))
          .sorted()
          .limit(count)
          .toList();
    }
  }

  private static Mapped mapped(String format, Path file) throws IOException {
    var outcome =
        MapperOf.format(format)
            .map(
                new SourceFile(
                    file.getFileName().toString(),
                    MapperOf.mediaType(format),
                    Files.readAllBytes(file)));
    assertThat(outcome).isInstanceOf(Mapped.class);
    return (Mapped) outcome;
  }

  private static PersonId person(List<Resource> resources) {
    var patient =
        resources.stream().filter(Patient.class::isInstance).map(Patient.class::cast).findFirst();
    return new PersonId(
        IdSystem.RESIDENT_ID, patient.orElseThrow().getIdentifierFirstRep().getValue());
  }

  private static Part everything() {
    return part(Arrays.stream(Category.values()).map(Category::code).toList());
  }

  private static Part part(List<String> categories) {
    var year = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    return new Part(
        "hospital-1",
        List.of(),
        year,
        List.of(VisitKind.values()),
        new ArrayList<>(categories),
        List.of(),
        false);
  }
}
