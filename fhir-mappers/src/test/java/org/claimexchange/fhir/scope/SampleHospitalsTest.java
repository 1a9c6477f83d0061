package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.sample.SampleRecords;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The traps that lie in the sample hospitals' records; all of a hospital's records are thrown in.
 */
class SampleHospitalsTest {
  private static final FhirContext FHIR = FhirContext.forR4();
  private static List<Resource> first;
  private static List<Resource> second;

  @BeforeAll
  static void read() throws Exception {
    first = SampleRecords.hospital(FHIR, 1);
    second = SampleRecords.hospital(FHIR, 2);
  }

  @Test
  void aMothersClaimHoldsNothingOfHerNewborn() {
    var mother = subject(second, "孙晓燕");
    var part = stay("ZY2026101702", List.of(ProtectedKind.REPRODUCTIVE), true);

    var scoped = new ScopeFilter().filter(second, part, mother);

    assertThat(scoped.ofType(Encounter.class)).hasSize(1);
    assertThat(scoped.ofType(Condition.class)).hasSize(2);
    assertThat(scoped.ofType(Invoice.class)).hasSize(1);
    assertThat(json(scoped)).doesNotContain("Z38", "出生体重", "Apgar", "足跟血", "经皮胆红素");
    assertThat(scoped.findings()).contains(new Finding("Observation", DropReason.OTHER_PERSON));
  }

  @Test
  void withoutHerTickADeliveryIsWithheld() {
    var mother = subject(second, "孙晓燕");

    var scoped = new ScopeFilter().filter(second, stay("ZY2026101702", List.of(), false), mother);

    assertThat(scoped.ofType(Condition.class)).isEmpty();
    assertThat(scoped.ofType(Invoice.class)).isEmpty();
    assertThat(json(scoped)).doesNotContain("顺产", "分娩", "O80");
  }

  @Test
  void nobodysRecordsPassUnderAnothersName() {
    for (var hospital : List.of(first, second)) {
      for (var patient : patients(hospital)) {
        var scoped = new ScopeFilter().filter(hospital, year(), patient);
        for (var other : patients(hospital)) {
          if (!other.equals(patient)) {
            assertThat(json(scoped)).doesNotContain(other.number());
          }
        }
      }
    }
  }

  @Test
  void protectedRecordsNeedTheirTickLabelledOrNot() {
    var zhou = subject(first.stream().anyMatch(r -> isNamed(r, "周雅静")) ? first : second, "周雅静");
    for (var hospital : List.of(first, second)) {
      var scoped = new ScopeFilter().filter(hospital, year(), zhou);
      assertThat(json(scoped)).doesNotContain("HIV", "B24", "25836-8", "试管", "BRCA");
      assertThat(scoped.kept())
          .allSatisfy(resource -> assertThat(resource.getMeta().getSecurity()).isEmpty());
    }
  }

  @Test
  void aStayPassesWithItsLaboratoryResults() {
    var scoped = new ScopeFilter().filter(first, year(), subject(first, "王建国"));

    assertThat(scoped.ofType(Encounter.class)).isNotEmpty();
    assertThat(scoped.ofType(Observation.class)).isNotEmpty();
  }

  private static Part stay(String number, List<ProtectedKind> kinds, boolean bills) {
    return new Part("hospital", List.of(number), period(), List.of(), all(), kinds, bills);
  }

  private static Part year() {
    return new Part(
        "hospital", List.of(), period(), List.of(VisitKind.values()), all(), List.of(), false);
  }

  private static DateRange period() {
    return new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2026, 12, 31));
  }

  private static List<String> all() {
    return Arrays.stream(Category.values()).map(Category::code).toList();
  }

  private static boolean isNamed(Resource resource, String name) {
    return resource instanceof Patient patient && patient.getNameFirstRep().getText().equals(name);
  }

  private static PersonId subject(List<Resource> hospital, String name) {
    return hospital.stream()
        .filter(resource -> isNamed(resource, name))
        .map(patient -> id((Patient) patient))
        .findFirst()
        .orElseThrow();
  }

  private static List<PersonId> patients(List<Resource> hospital) {
    return hospital.stream()
        .filter(Patient.class::isInstance)
        .map(patient -> id((Patient) patient))
        .toList();
  }

  private static PersonId id(Patient patient) {
    var systems = Arrays.stream(IdSystem.values()).collect(Collectors.toMap(IdSystem::uri, s -> s));
    return patient.getIdentifier().stream()
        .filter(identifier -> systems.containsKey(identifier.getSystem()))
        .map(identifier ->
            new PersonId(IdSystem.ofUri(identifier.getSystem()), identifier.getValue()))
        .findFirst()
        .orElseThrow();
  }

  private static String json(Scoped scoped) {
    return scoped.kept().stream()
        .map(FHIR.newJsonParser()::encodeResourceToString)
        .collect(Collectors.joining("\n"));
  }
}
