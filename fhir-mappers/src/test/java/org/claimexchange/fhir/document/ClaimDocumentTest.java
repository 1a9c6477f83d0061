package org.claimexchange.fhir.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.sample.SampleRecords;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.summary.ClaimSummaries;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The claim document of real-looking stays at the sample hospitals. */
class ClaimDocumentTest {
  private static final FhirContext FHIR = FhirContext.forR4();
  private static List<Resource> records;

  @BeforeAll
  static void readHospital() throws Exception {
    records = SampleRecords.hospital(FHIR, 1);
  }

  @Test
  void aDocumentOfAStayIsValidR4() {
    var scoped = filter(inpatient());

    var document = document(scoped, inpatient(), 1);

    assertThat(new R4Validation(FHIR).errors(document)).isEmpty();
  }

  @Test
  void theCompositionComesFirstAndEveryReferenceLeadsToAnEntry() {
    var document = document(filter(inpatient()), inpatient(), 1);

    assertThat(document.getType()).isEqualTo(Bundle.BundleType.DOCUMENT);
    assertThat(document.getEntryFirstRep().getResource()).isInstanceOf(Composition.class);
    var addresses = new HashSet<String>();
    document.getEntry().forEach(entry -> addresses.add(entry.getFullUrl()));
    assertThat(addresses).hasSameSizeAs(document.getEntry());
    var text = FHIR.newJsonParser().encodeResourceToString(document);
    var references = java.util.regex.Pattern.compile("\"reference\":\"([^\"]*)\"").matcher(text);
    assertThat(references.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(addresses::contains);
  }

  @Test
  void theSameIdsMakeTheSameDocument() {
    var scoped = filter(inpatient());

    var one = document(scoped, inpatient(), 7);
    var other = document(scoped, inpatient(), 7);

    assertThat(FHIR.newJsonParser().encodeResourceToString(one))
        .isEqualTo(FHIR.newJsonParser().encodeResourceToString(other));
  }

  @Test
  void aSourceThatKnowsNobodyMakesAValidDocumentThatSaysSo() {
    var nobody = new PersonId(IdSystem.RESIDENT_ID, "11010519491231002X");
    var part = inpatient();
    var scoped = new ScopeFilter().filter(records, part, nobody);

    var document = document(scoped, part, 3);

    assertThat(scoped.kept()).isEmpty();
    assertThat(new R4Validation(FHIR).errors(document)).isEmpty();
    var summary = ClaimSummaries.of(claim(), List.of(document)).sources().getFirst();
    assertThat(summary.stays()).isEmpty();
    assertThat(summary.patient().name()).isEmpty();
    assertThat(summary.remarks()).anyMatch(remark -> remark.severity() == Severity.ERROR);
  }

  @Test
  void theSummaryAddsUpToTheFen() {
    var document = document(filter(inpatient()), inpatient(), 1);

    var source = ClaimSummaries.of(claim(), List.of(document)).sources().getFirst();

    assertThat(source.patient().name()).isEqualTo("王建国");
    assertThat(source.stays()).isNotEmpty();
    assertThat(source.diagnoses()).isNotEmpty();
    assertThat(source.laboratory()).isNotEmpty();
    assertThat(source.bills()).isNotEmpty();
    for (var bill : source.bills()) {
      var sum =
          bill.lines().stream()
              .flatMap(line -> line.amount().stream())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).isEqualByComparingTo(bill.total());
      assertThat(bill.invoiceNumber()).isNotEmpty();
      assertThat(bill.payments()).isNotEmpty();
    }
    assertThat(source.remarks()).noneMatch(remark -> remark.severity() == Severity.ERROR);
  }

  private static Scoped filter(Part part) {
    return new ScopeFilter().filter(records, part, subject());
  }

  /** Wang Jianguo's number, as the hospital has it. */
  private static PersonId subject() {
    return records.stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(patient -> patient.getNameFirstRep().getText().equals("王建国"))
        .map(patient -> patient.getIdentifierFirstRep().getValue())
        .map(number -> new PersonId(IdSystem.RESIDENT_ID, number))
        .findFirst()
        .orElseThrow();
  }

  private static Part inpatient() {
    return new Part(
        "hospital-1",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.INPATIENT),
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(),
        false);
  }

  private static Bundle document(Scoped scoped, Part part, long seed) {
    return new ClaimDocument(ids(seed))
        .assemble(
            new DocumentInput(
                claim(),
                subject(),
                part,
                new Party("hospital-1", "上海市示范第一医院"),
                new Party("exchange", "上海市医保商保理赔数据授权交换平台"),
                "rel-7Qm2",
                Instant.parse("2026-11-20T02:03:04Z"),
                List.of("a".repeat(64), "b".repeat(64)),
                scoped,
                QualityCheck.check(scoped, part),
                Instant.parse("2026-11-20T02:03:05Z")));
  }

  private static Supplier<UUID> ids(long seed) {
    var random = new Random(seed);
    return () -> new UUID(random.nextLong(), random.nextLong());
  }

  private static ClaimCase claim() {
    return new ClaimCase(
        "BA20261101001",
        "PA20261101001",
        "P310000202500088",
        "",
        "上海示范科技有限公司",
        "王建国",
        "本人",
        "医疗险",
        "住院医疗",
        Optional.of(LocalDate.of(2026, 1, 1)),
        Optional.of(LocalDate.of(2026, 12, 31)),
        Optional.of(LocalDate.of(2026, 10, 3)),
        "疾病",
        new Party("insurer-1", "示范人寿保险股份有限公司"));
  }
}
