package org.claimexchange.samples.data;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRecordsTest {
  private static final List<String> HOSPITALS = List.of("hospital-1", "hospital-2");
  private static final Map<String, List<Resource>> RECORDS = new HashMap<>();
  private static int bytes;

  @BeforeAll
  static void readBothFiles() throws IOException {
    var parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    for (var hospital : HOSPITALS) {
      var file = "/org/claimexchange/samples/data/" + hospital + ".ndjson.gz";
      var compressed =
          Objects.requireNonNull(SampleRecordsTest.class.getResourceAsStream(file)).readAllBytes();
      bytes += compressed.length;
      var records = new ArrayList<Resource>();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(new ByteArrayInputStream(compressed)),
                  StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          records.add((Resource) parser.parseResource(line));
        }
      }
      RECORDS.put(hospital, records);
    }
  }

  private static <T extends Resource> Stream<T> all(String hospital, Class<T> type) {
    return RECORDS.get(hospital).stream().filter(type::isInstance).map(type::cast);
  }

  private static <T extends Resource> Stream<T> all(Class<T> type) {
    return HOSPITALS.stream().flatMap(hospital -> all(hospital, type));
  }

  private static String idOf(String hospital, String name) {
    return all(hospital, Patient.class)
        .filter(patient -> patient.getNameFirstRep().getText().equals(name))
        .map(patient -> "Patient/" + patient.getIdElement().getIdPart())
        .findFirst()
        .orElseThrow();
  }

  private static String subject(Resource resource) {
    var subject = resource.getNamedProperty("subject");
    var property = subject == null ? resource.getNamedProperty("patient") : subject;
    if (property == null || property.getValues().isEmpty()) {
      return "";
    }
    return ((Reference) property.getValues().getFirst()).getReference();
  }

  @Test
  void bothFilesTogetherAreSmall() {
    assertThat(bytes).isLessThan(3_000_000);
  }

  @Test
  void thereAreTenPeopleAndOneIsAtBothHospitals() {
    var first = all("hospital-1", Patient.class).map(p -> p.getIdentifierFirstRep().getValue());
    var second = all("hospital-2", Patient.class).map(p -> p.getIdentifierFirstRep().getValue());
    var both = new HashSet<>(first.toList());
    var numbers = new HashSet<>(both);
    var others = second.toList();
    numbers.addAll(others);
    both.retainAll(others);

    assertThat(numbers).hasSize(10);
    assertThat(both).containsExactly("310101198503029974");
  }

  @Test
  void everyResidentIdNumberIsRight() {
    all(Patient.class)
        .filter(p -> p.getIdentifierFirstRep().getSystem().equals(Systems.RESIDENT_ID))
        .forEach(patient -> {
          var number = patient.getIdentifierFirstRep().getValue();
          assertThat(new ResidentId(number).isValid()).isTrue();
          assertThat(number).startsWith("310");
          assertThat(number.substring(6, 14))
              .isEqualTo(patient.getBirthDateElement().getValueAsString().replace("-", ""));
          var odd = (number.charAt(16) - '0') % 2 == 1;
          assertThat(patient.getGender().toCode()).isEqualTo(odd ? "male" : "female");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"310101198503029970", "31010119850302997", "31010119850302997x", ""})
  void aWrongResidentIdNumberIsFoundOut(String number) {
    assertThat(new ResidentId(number).isValid()).isFalse();
  }

  @Test
  void onePatientHasMoreThanAThousandRecords() {
    var chen = idOf("hospital-1", "陈志强");

    assertThat(RECORDS.get("hospital-1").stream().filter(r -> subject(r).equals(chen)))
        .hasSizeGreaterThan(1000);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (var hospital : HOSPITALS) {
      var known = new HashSet<String>();
      RECORDS
          .get(hospital)
          .forEach(r -> known.add(r.fhirType() + "/" + r.getIdElement().getIdPart()));
      var terser = FhirContext.forR4Cached().newTerser();
      for (var resource : RECORDS.get(hospital)) {
        terser.getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
            .filter(reference -> reference.getReference() != null)
            .forEach(reference -> assertThat(known).contains(reference.getReference()));
      }
    }
  }

  @Test
  void everyBillAddsUpToTheFen() {
    for (var hospital : HOSPITALS) {
      var items = new HashMap<String, BigDecimal>();
      all(hospital, ChargeItem.class)
          .forEach(item ->
              items.put(
                  "ChargeItem/" + item.getIdElement().getIdPart(),
                  item.getPriceOverride().getValue()));
      var billed = new HashSet<String>();
      all(hospital, Invoice.class)
          .forEach(invoice -> {
            var sum = BigDecimal.ZERO;
            for (var line : invoice.getLineItem()) {
              var reference = line.getChargeItemReference().getReference();
              sum = sum.add(items.get(reference));
              assertThat(billed.add(reference)).isTrue();
            }
            var classes =
                invoice.getTotalPriceComponent().stream()
                    .map(component -> component.getAmount().getValue())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualTo(invoice.getTotalGross().getValue()).isEqualTo(classes);
            assertThat(invoice.getIdentifier()).hasSize(3);
          });
      assertThat(billed).isEqualTo(items.keySet());
    }
  }

  @Test
  void everySettlementAddsUpToTheFen() {
    all(ExplanationOfBenefit.class)
        .forEach(eob -> {
          var amounts = new HashMap<String, BigDecimal>();
          eob.getTotal()
              .forEach(total ->
                  amounts.put(
                      total.getCategory().getCodingFirstRep().getCode(),
                      total.getAmount().getValue()));
          var own = amounts.get("self-pay").add(amounts.get("out-of-scope"));
          assertThat(amounts.get("pooled-fund").add(own)).isEqualTo(amounts.get("total"));
          assertThat(amounts.get("personal-account").add(amounts.get("cash"))).isEqualTo(own);
          assertThat(amounts.values()).allMatch(amount -> amount.signum() >= 0);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"hospital-1", "hospital-2"})
  void theDemosPatientHasACompleteStayAtEachHospitalIn2026(String hospital) {
    var wang = idOf(hospital, "王建国");
    var stay =
        all(hospital, Encounter.class)
            .filter(e -> subject(e).equals(wang) && e.getClass_().getCode().equals("IMP"))
            .filter(e -> e.getPeriod().getStartElement().getYear() == 2026)
            .findFirst()
            .orElseThrow();

    assertThat(stay.getIdentifierFirstRep().getSystem()).isEqualTo(Systems.INPATIENT_NUMBER);
    assertThat(stay.getServiceProvider().getReference()).isEqualTo("Organization/" + hospital);
    var visit = "Encounter/" + stay.getIdElement().getIdPart();
    assertThat(all(hospital, Condition.class).filter(c -> at(c.getEncounter(), visit))).hasSize(3);
    assertThat(all(hospital, Procedure.class).filter(p -> at(p.getEncounter(), visit))).hasSize(1);
    assertThat(
            all(hospital, Observation.class)
                .filter(o -> at(o.getEncounter(), visit))
                .filter(o -> o.getInterpretationFirstRep().getText().equals("偏高")))
        .hasSizeGreaterThan(3)
        .allMatch(Observation::hasReferenceRange);
    assertThat(
            all(hospital, DocumentReference.class)
                .filter(d -> at(d.getContext().getEncounterFirstRep(), visit))
                .filter(d -> d.getType().getText().equals("出院小结")))
        .hasSize(1)
        .allMatch(d -> d.getContentFirstRep().getAttachment().getData().length > 100);
  }

  @Test
  void theNewbornsRecordsArePartlyFiledUnderTheMother() {
    var mother = idOf("hospital-2", "孙晓燕");
    var child = idOf("hospital-2", "孙晓燕之女");
    var motherVisits = new HashSet<String>();
    all("hospital-2", Encounter.class)
        .filter(e -> subject(e).equals(mother))
        .forEach(e -> motherVisits.add("Encounter/" + e.getIdElement().getIdPart()));

    var childsUnderMothersVisit =
        all("hospital-2", Observation.class)
            .filter(o -> motherVisits.contains(o.getEncounter().getReference()))
            .filter(o -> subject(o).equals(child));
    var childsUnderMothersName =
        all("hospital-2", Observation.class)
            .filter(o -> subject(o).equals(mother) && o.hasFocus())
            .filter(o -> o.getFocusFirstRep().getReference().equals(child));

    assertThat(childsUnderMothersVisit).hasSize(4);
    assertThat(childsUnderMothersName).hasSize(1);
    var birth = all("hospital-2", Patient.class).filter(p -> subjectIs(p, child)).findFirst();
    assertThat(birth.orElseThrow().getIdentifierFirstRep().getSystem())
        .isEqualTo(Systems.BIRTH_CERTIFICATE);
  }

  @Test
  void everyKindOfSpeciallyProtectedRecordIsThereAndOneLabelWasForgotten() {
    var zhou = idOf("hospital-2", "周雅静");
    var labels = new HashSet<String>();
    RECORDS.get("hospital-2").stream()
        .filter(r -> subject(r).equals(zhou))
        .forEach(r -> r.getMeta().getSecurity().forEach(label -> labels.add(label.getCode())));

    assertThat(labels).containsAll(Set.of("MH", "HIV", "SEX", "GDIS"));
    assertThat(
            all("hospital-2", Observation.class)
                .filter(o -> o.getCode().getCodingFirstRep().getCode().equals("25836-8")))
        .hasSize(1)
        .noneMatch(o -> o.getMeta().hasSecurity());
  }

  @Test
  void whatPeopleReadIsChinese() {
    all(Encounter.class)
        .forEach(e -> assertThat(e.getServiceType().getText()).matches("\\p{IsHan}+"));
    Stream.of(
            all(Condition.class).map(Condition::getCode),
            all(Procedure.class).map(Procedure::getCode),
            all(Observation.class).map(Observation::getCode))
        .flatMap(concepts -> concepts)
        .map(CodeableConcept::getText)
        .forEach(text -> assertThat(text).containsPattern("\\p{IsHan}"));
  }

  private static boolean at(Reference reference, String visit) {
    return visit.equals(reference.getReference());
  }

  private static boolean subjectIs(Patient patient, String reference) {
    return reference.equals("Patient/" + patient.getIdElement().getIdPart());
  }
}
