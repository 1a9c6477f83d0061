package org.claimexchange.server.sealing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.sealing.RandomSource.Entry;
import org.claimexchange.server.sealing.RandomSource.Marks;
import org.claimexchange.server.sealing.RandomSource.Sort;
import org.claimexchange.server.sealing.RandomSource.Visit;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** A random source's records as a hospital would send them, each with its marks. */
final class RandomSourceAsFhir {
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String LOCAL = "https://his.example/codes";
  private static final String NAMING = "https://claimexchange.org/fhir/NamingSystem/";
  private static final String VISIT = "https://claimexchange.org/fhir/StructureDefinition/visit";
  private static final List<String> PERSONS = List.of("herself", "husband", "newborn");

  private final RandomSource source;
  private final PersonId subject;

  RandomSourceAsFhir(RandomSource source, PersonId subject) {
    this.source = source;
    this.subject = subject;
  }

  List<Resource> resources(Random order) {
    var all = new ArrayList<Resource>();
    all.add(person(0, subject.number(), SampleRecords.PATIENT, "1992-04-11"));
    all.add(person(1, "310104197001010012", "赵" + source.names.getFirst(), "1970-01-01"));
    all.add(person(2, subject.number(), "之子" + source.names.getLast(), "2026-10-18"));
    source.visits.forEach(visit -> all.add(hide(visit(visit), visit.marks(), visit.label())));
    for (Entry entry : source.entries) {
      all.add(hide(record(entry), entry.marks(), entry.byCode() ? null : entry.label()));
    }
    Collections.shuffle(all, order);
    return all;
  }

  private Patient person(int place, String number, String name, String birth) {
    var patient = new Patient();
    patient.setId("Patient/" + PERSONS.get(place));
    patient.addIdentifier().setSystem(subject.system().uri()).setValue(number);
    patient.addName().setText(name);
    patient.addAddress().setText("上海市徐汇区" + source.household + "路");
    patient.addTelecom().setValue(source.household);
    patient.setGender(place == 0 ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
    return patient.setBirthDateElement(new DateType(birth));
  }

  private Encounter visit(Visit visit) {
    var made = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    made.addIdentifier().setSystem("urn:oid:2.16.156.10011.1.12").setValue(visit.number());
    made.setClass_(new Coding().setSystem(ACT_CODE).setCode(code(visit.kind())));
    made.setSubject(person(visit.person(), visit.marks()));
    made.setServiceType(new CodeableConcept().setText("普外科 标记" + visit.marks().shown()));
    made.addReasonCode(reason(visit.marks()));
    made.setPeriod(
        new Period().setStartElement(at(visit.from(), "08")).setEndElement(at(visit.to(), "10")));
    source.entries.stream()
        .filter(e -> e.sort() == Sort.DIAGNOSIS && visit.equals(e.visit()))
        .forEach(e -> made.addDiagnosis().setCondition(to(e)));
    made.setId("Encounter/" + visit.marks().hidden());
    return made;
  }

  private Resource record(Entry entry) {
    Reference person = person(entry.person(), entry.marks());
    Reference visit =
        entry.visit() == null
            ? new Reference()
            : new Reference("Encounter/" + entry.visit().marks().hidden())
                .setDisplay(entry.visit().marks().hidden());
    Resource made =
        switch (entry.sort()) {
          case DIAGNOSIS -> diagnosis(entry, person, visit);
          case OPERATION -> operation(entry, person, visit);
          case ORDER -> order(entry, person, visit);
          case LABORATORY -> measured(entry, "laboratory", person, visit);
          case VITAL_SIGN -> measured(entry, "vital-signs", person, visit);
          case REPORT -> report(entry, person, visit);
          case ALLERGY -> allergy(entry, person, visit);
          case DOCUMENT -> document(entry, person, visit);
          case FEE -> fee(entry, person, visit);
          case INVOICE -> invoice(entry, person, visit);
          case SETTLEMENT -> settlement(entry, person, visit);
        };
    made.setId(entry.sort().type + "/" + entry.marks().hidden());
    return made;
  }

  private static Condition diagnosis(Entry entry, Reference person, Reference visit) {
    var made = new Condition().setCode(name(entry)).setSubject(person).setEncounter(visit);
    made.addNote().setText(entry.marks().hidden());
    return made.setRecordedDateElement(at(entry.day(), "09"));
  }

  private static Procedure operation(Entry entry, Reference person, Reference visit) {
    var made = new Procedure().setStatus(Procedure.ProcedureStatus.COMPLETED);
    made.addNote().setText(entry.marks().hidden());
    made.addReasonCode(reason(entry.marks()));
    entry.about().forEach(about -> made.addReasonReference(to(about)));
    return made.setCode(name(entry)).setSubject(person).setEncounter(visit);
  }

  private static MedicationRequest order(Entry entry, Reference person, Reference visit) {
    var made = new MedicationRequest().setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
    made.setIntent(MedicationRequest.MedicationRequestIntent.ORDER).setMedication(name(entry));
    made.addNote().setText(entry.marks().hidden());
    made.addReasonCode(reason(entry.marks()));
    made.addDosageInstruction().setText("每日一次 标记" + entry.marks().shown());
    entry.about().forEach(about -> made.addReasonReference(to(about)));
    return made.setSubject(person).setEncounter(visit);
  }

  private static Observation measured(
      Entry entry, String category, Reference person, Reference visit) {
    var made = new Observation().setStatus(Observation.ObservationStatus.FINAL);
    made.addCategory(
        coded("http://terminology.hl7.org/CodeSystem/observation-category", category, ""));
    made.addNote().setText(entry.marks().hidden());
    made.setValue(new Quantity().setValue(new BigDecimal("14.8")).setUnit("10^9/L"));
    made.setEffective(at(entry.day(), "07"));
    return made.setCode(name(entry)).setSubject(person).setEncounter(visit);
  }

  private static DiagnosticReport report(Entry entry, Reference person, Reference visit) {
    var made = new DiagnosticReport().setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    made.addCategory(coded("http://terminology.hl7.org/CodeSystem/v2-0074", "SP", "病理"));
    made.setConclusion("阑尾壁全层见中性粒细胞浸润。标记" + entry.marks().shown());
    entry.about().forEach(about -> made.addResult(to(about)));
    return made.setCode(name(entry)).setSubject(person).setEncounter(visit);
  }

  private static AllergyIntolerance allergy(Entry entry, Reference person, Reference visit) {
    var made = new AllergyIntolerance().setCode(name(entry)).setPatient(person);
    made.addNote().setText(entry.marks().hidden());
    made.setRecordedDateElement(at(entry.day(), "09"));
    return visit.isEmpty() ? made : made.setEncounter(visit);
  }

  private static DocumentReference document(Entry entry, Reference person, Reference visit) {
    var made = new DocumentReference().setStatus(DocumentReferenceStatus.CURRENT);
    made.setType(coded("urn:oid:2.16.156.10011.2.4", "C0053", "出院小结")).setSubject(person);
    made.addCategory(name(entry));
    var text = "患者因转移性右下腹痛入院。标记" + entry.marks().shown() + "。术后恢复顺利，予以出院。";
    made.addContent()
        .setAttachment(
            new Attachment()
                .setContentType("text/plain; charset=utf-8")
                .setTitle("出院小结 标记" + entry.marks().shown())
                .setData(text.getBytes(StandardCharsets.UTF_8)));
    if (!visit.isEmpty()) {
      made.getContext().addEncounter(visit);
    }
    return made;
  }

  private static ChargeItem fee(Entry entry, Reference person, Reference visit) {
    var made = new ChargeItem().setStatus(ChargeItem.ChargeItemStatus.BILLED);
    made.addNote().setText(entry.marks().hidden());
    made.setOccurrence(at(entry.day(), "12")).setPriceOverride(yuan());
    entry.about().forEach(about -> made.addService(to(about)));
    return made.setCode(name(entry)).setSubject(person).setContext(visit);
  }

  private static Invoice invoice(Entry entry, Reference person, Reference visit) {
    var made = new Invoice().setStatus(Invoice.InvoiceStatus.BALANCED).setType(name(entry));
    made.addIdentifier().setSystem(NAMING + "einvoice-number").setValue(entry.marks().shown());
    made.addNote().setText(entry.marks().hidden());
    if (!visit.isEmpty()) {
      made.addExtension(new Extension(VISIT, visit));
    }
    entry.about().forEach(line -> made.addLineItem().setChargeItem(to(line)));
    return made.setSubject(person).setTotalGross(yuan());
  }

  private static ExplanationOfBenefit settlement(Entry entry, Reference person, Reference visit) {
    var made = new ExplanationOfBenefit();
    made.setStatus(ExplanationOfBenefit.ExplanationOfBenefitStatus.ACTIVE);
    made.addIdentifier().setSystem(NAMING + "settlement-number").setValue(entry.marks().shown());
    made.setType(name(entry)).setPatient(person);
    made.getItemFirstRep().setEncounter(visit.isEmpty() ? List.of() : List.of(visit));
    return made;
  }

  private static CodeableConcept name(Entry entry) {
    var shown = "标记" + entry.marks().shown();
    var name = coded(LOCAL, "his-12", shown);
    if (entry.label() != null && entry.byCode()) {
      name.addCoding(new Coding("http://hl7.org/fhir/sid/icd-10", icd(entry.label()), shown));
    }
    return name;
  }

  private static CodeableConcept reason(Marks marks) {
    return new CodeableConcept().setText("腹痛 标记" + marks.reason());
  }

  private static CodeableConcept coded(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }

  private static Reference person(int person, Marks marks) {
    return new Reference("Patient/" + PERSONS.get(person)).setDisplay(marks.hidden());
  }

  private static Reference to(Entry entry) {
    return new Reference(entry.sort().type + "/" + entry.marks().hidden())
        .setDisplay(entry.marks().hidden());
  }

  private static Money yuan() {
    return new Money().setValue(new BigDecimal("47.00")).setCurrency("CNY");
  }

  private static DateTimeType at(LocalDate day, String hour) {
    return new DateTimeType(day + "T" + hour + ":00:00+08:00");
  }

  private static String code(VisitKind kind) {
    return switch (kind) {
      case INPATIENT -> "IMP";
      case OUTPATIENT -> "AMB";
      case EMERGENCY -> "EMER";
      case PHARMACY -> "pharmacy";
    };
  }

  private static String icd(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> "F20.0";
      case HIV -> "B24";
      case REPRODUCTIVE -> "O03.9";
      case GENETIC -> "Q90.9";
    };
  }

  private static String label(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> "PSY";
      case HIV -> "HIV";
      case REPRODUCTIVE -> "SEX";
      case GENETIC -> "GDIS";
    };
  }

  /** A mark wherever FHIR has room beside the record itself; and the label, where there is one. */
  private static Resource hide(Resource resource, Marks marks, @Nullable ProtectedKind label) {
    var hidden = marks.hidden();
    if (label != null) {
      resource.getMeta().addSecurity().setSystem(ACT_CODE).setCode(label(label));
    }
    resource.getMeta().addTag(LOCAL, hidden, hidden).setSource("urn:his:" + hidden);
    if (resource instanceof DomainResource domain) {
      domain.addExtension("https://his.example/" + hidden, new StringType(hidden));
      domain.setText(new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED));
      domain
          .getText()
          .setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + hidden + "</div>");
      var inner = new Basic();
      inner.setId("#inner");
      domain.addContained(inner.setCode(new CodeableConcept().setText(hidden)));
    }
    return resource;
  }
}
