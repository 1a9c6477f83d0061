package org.claimexchange.fhir.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
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
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    assertThat(R4Validation.SHARED.errors(document)).isEmpty();
  }

  /** Not of one stay, but of all that a person has at a hospital. */
  @ParameterizedTest
  @CsvSource({"1, 王建国", "2, 周雅静", "2, 孙晓燕", "1, 陈志强"})
  void aDocumentOfAllThatAHospitalHasOfAPersonKeepsItsProfiles(int hospital, String name)
      throws Exception {
    var all = SampleRecords.hospital(FHIR, hospital);
    var part = part(VisitKind.values());
    var person = subject(all, name);

    var scoped = new ScopeFilter().filter(all, part, person);

    assertThat(scoped.kept()).hasSizeGreaterThan(10);
    assertThat(R4Validation.SHARED.errors(document(scoped, part, person, 11))).isEmpty();
  }

  @Test
  void everyRecordOfTheSourceHasItsProvenance() {
    var scoped = filter(inpatient());

    var document = document(scoped, inpatient(), 1);

    var provenance = only(document, Provenance.class);
    var targets = provenance.getTarget().stream().map(Reference::getReference).toList();
    var own = Set.of("Composition", "Claim", "Provenance", "OperationOutcome");
    var commercial = Profiles.COMMERCIAL_COVERAGE;
    var parties = List.of("exchange", "hospital-1", "insurer-1");
    var records =
        document.getEntry().stream()
            .filter(e -> !own.contains(e.getResource().fhirType()))
            .filter(e -> !e.getResource().getMeta().hasProfile(commercial))
            .filter(e ->
                !(e.getResource() instanceof Organization party
                    && parties.contains(party.getIdentifierFirstRep().getValue())))
            .map(Bundle.BundleEntryComponent::getFullUrl)
            .toList();
    assertThat(targets).hasSize(scoped.kept().size()).containsExactlyInAnyOrderElementsOf(records);
    assertThat(provenance.getEntity())
        .extracting(entity -> entity.getWhat().getIdentifier().getValue())
        .containsExactly("rel-7Qm2", "a".repeat(64), "b".repeat(64));
    assertThat(provenance.getOccurredDateTimeType().getValueAsString())
        .isEqualTo("2026-11-20T10:03:04+08:00");
  }

  @Test
  void theClaimRestsOnBothCoversAndOnEveryBill() {
    var document = document(filter(inpatient()), inpatient(), 1);

    var claim = only(document, Claim.class);
    assertThat(claim.getInsurance()).hasSizeGreaterThanOrEqualTo(2);
    var bills =
        document.getEntry().stream()
            .filter(
                e -> Set.of("Invoice", "ExplanationOfBenefit").contains(e.getResource().fhirType()))
            .map(Bundle.BundleEntryComponent::getFullUrl)
            .toList();
    assertThat(bills).isNotEmpty();
    assertThat(
            claim.getSupportingInfo().stream()
                .filter(info -> info.getValue() instanceof Reference)
                .map(info -> ((Reference) info.getValue()).getReference()))
        .containsExactlyElementsOf(bills);
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

    var document = document(scoped, part, nobody, 3);

    assertThat(scoped.kept()).isEmpty();
    assertThat(R4Validation.SHARED.errors(document)).isEmpty();
    var summary =
        ClaimSummaries.of(SampleDocuments.claim(), List.of(document)).sources().getFirst();
    assertThat(summary.stays()).isEmpty();
    assertThat(summary.patient().name()).isEmpty();
    assertThat(summary.remarks()).anyMatch(remark -> remark.severity() == Severity.ERROR);
  }

  @Test
  void theSummaryAddsUpToTheFen() {
    var document = document(filter(inpatient()), inpatient(), 1);

    var source = ClaimSummaries.of(SampleDocuments.claim(), List.of(document)).sources().getFirst();

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

  private static <T extends Resource> T only(Bundle document, Class<T> type) {
    var found =
        document.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** Wang Jianguo's number, as the hospital has it. */
  private static PersonId subject() {
    return subject(records, "王建国");
  }

  private static PersonId subject(List<Resource> hospital, String name) {
    return hospital.stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(patient -> patient.getNameFirstRep().getText().equals(name))
        .map(patient -> patient.getIdentifierFirstRep().getValue())
        .map(number -> new PersonId(IdSystem.RESIDENT_ID, number))
        .findFirst()
        .orElseThrow();
  }

  private static Part inpatient() {
    return part(VisitKind.INPATIENT);
  }

  private static Part part(VisitKind... kinds) {
    return new Part(
        "hospital-1",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(kinds),
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(),
        false);
  }

  private static Bundle document(Scoped scoped, Part part, long seed) {
    return document(scoped, part, subject(), seed);
  }

  private static Bundle document(Scoped scoped, Part part, PersonId subject, long seed) {
    var digests = List.of("a".repeat(64), "b".repeat(64));
    return SampleDocuments.of(scoped, part, subject, digests, List.of(), seed);
  }
}
