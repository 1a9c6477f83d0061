package org.claimexchange.samples.data;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;

/** Writes one visit of {@code stays/} into its hospital's records. */
final class StayWriter {
  private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
  private static final String VERIFIED =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";
  private static final String CONDITION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/condition-category";

  private record DocumentKind(String loinc, String shared, String name) {}

  /** LOINC where there is one, and the kind among the shared health documents (WS/T 500). */
  private static final Map<String, DocumentKind> DOCUMENT_KINDS =
      Map.of(
          "discharge-summary", new DocumentKind("18842-5", "C0053", "出院小结"),
          "admission-note", new DocumentKind("47039-3", "C0034", "入院记录"),
          "operation-note", new DocumentKind("11504-8", "C0009", "手术记录"),
          "outpatient-record", new DocumentKind("34108-1", "C0002", "门(急)诊病历"));

  private static final Map<String, String> SECTIONS =
      Map.of("RAD", "放射及影像", "PAT", "病理", "GE", "遗传");

  private final House house;
  private final Stay stay;
  private final VisitFrame frame;
  private final Date start;
  private final Date end;

  StayWriter(House house, Stay stay) {
    this.house = house;
    this.stay = stay;
    this.start = ShanghaiTime.date(stay.start());
    this.end = ShanghaiTime.date(stay.end());
    var records = house.records();
    this.frame =
        new VisitFrame(
            records,
            new Reference(records.reference("Patient", stay.patient())),
            new Reference(records.reference("Encounter", stay.number())),
            start,
            end,
            stay.label());
  }

  void write() {
    house.add(encounter(), end);
    for (var diagnosis : stay.diagnoses()) {
      house.add(condition(diagnosis), end);
    }
    for (var operation : stay.procedures()) {
      house.add(procedure(operation), end);
    }
    for (var medication : stay.medications()) {
      writeMedication(medication);
    }
    var measurements = new MeasurementWriter(house, stay, frame);
    stay.vitals().forEach(vitals -> measurements.vitals(vitals, frame.patient()));
    stay.labs().forEach(lab -> measurements.lab(lab, frame.patient()));
    for (var report : stay.reports()) {
      house.add(report(report), ShanghaiTime.date(report.at()));
    }
    for (var document : stay.documents()) {
      house.add(document(document), ShanghaiTime.date(document.at()));
    }
    var newborn = stay.newborn();
    if (newborn != null) {
      writeNewborn(newborn, measurements);
    }
    new BillWriter(house, stay, frame).write();
  }

  private Encounter encounter() {
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    frame.begin(encounter, stay.number());
    encounter.addIdentifier(
        new Identifier()
            .setSystem(stay.inpatient() ? Systems.INPATIENT_NUMBER : Systems.OUTPATIENT_NUMBER)
            .setValue(stay.number()));
    if (stay.recordNumber() != null) {
      encounter.addIdentifier(
          new Identifier().setSystem(Systems.RECORD_NUMBER).setValue(stay.recordNumber()));
    }
    encounter.setClass_(new Coding().setSystem(Systems.ACT_CODE).setCode(stay.kind()));
    encounter.addType(new CodeableConcept().setText(stay.inpatient() ? "住院" : "专科门诊"));
    encounter.setServiceType(house.department(stay.department()));
    encounter.setSubject(frame.patient());
    encounter.addParticipant().setIndividual(house.doctor(stay.department()));
    encounter.setPeriod(ShanghaiTime.period(start, end));
    for (var diagnosis : stay.diagnoses()) {
      encounter
          .addDiagnosis()
          .setCondition(new Reference(house.records().reference("Condition", name(diagnosis))))
          .setUse(new CodeableConcept().setText(diagnosis.use()));
    }
    encounter.setServiceProvider(house.asReference());
    return encounter;
  }

  private Condition condition(Stay.Diagnosis diagnosis) {
    var condition = new Condition();
    frame.begin(condition, name(diagnosis));
    if (diagnosis.label() != null) {
      VisitFrame.label(condition, diagnosis.label());
    }
    condition.setClinicalStatus(coded(CLINICAL, "active"));
    condition.setVerificationStatus(coded(VERIFIED, "confirmed"));
    condition.addCategory(coded(CONDITION_CATEGORY, "encounter-diagnosis"));
    condition.setCode(coded(Systems.ICD10, diagnosis.code(), diagnosis.name()));
    condition.setSubject(frame.patient());
    condition.setEncounter(frame.visit());
    condition.setOnset(ShanghaiTime.dateTime(start));
    condition.setRecordedDateElement(ShanghaiTime.dateTime(end));
    condition.setAsserter(house.doctor(stay.department()));
    return condition;
  }

  private Procedure procedure(Stay.Operation operation) {
    var procedure = new Procedure().setStatus(Procedure.ProcedureStatus.COMPLETED);
    frame.begin(procedure, stay.number() + "/" + operation.code());
    procedure.setCode(coded(Systems.ICD9_CM3_CN, operation.code(), operation.name()));
    procedure.setSubject(frame.patient());
    procedure.setEncounter(frame.visit());
    var at = ShanghaiTime.date(operation.at());
    procedure.setPerformed(
        ShanghaiTime.period(at, ShanghaiTime.plusMinutes(at, operation.minutes())));
    procedure.addPerformer().setActor(house.doctor(stay.department()));
    return procedure;
  }

  private void writeMedication(Stay.Medication medication) {
    var request =
        new MedicationRequest()
            .setStatus(MedicationRequest.MedicationRequestStatus.COMPLETED)
            .setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
    var name = stay.number() + "/" + medication.name();
    frame.begin(request, name);
    if (medication.label() != null) {
      VisitFrame.label(request, medication.label());
    }
    request.setMedication(new CodeableConcept().setText(medication.name()));
    request.setSubject(frame.patient());
    request.setEncounter(frame.visit());
    var ordered = ShanghaiTime.date(medication.start());
    request.setAuthoredOnElement(ShanghaiTime.dateTime(ordered));
    request.setRequester(house.doctor(stay.department()));
    request
        .addDosageInstruction()
        .setText(
            "%s %s %s,共%d天"
                .formatted(
                    medication.dose(),
                    medication.route(),
                    medication.frequency(),
                    medication.days()))
        .setRoute(new CodeableConcept().setText(medication.route()));
    house.add(request, ordered);
    for (var given : medication.given()) {
      house.add(administration(medication, name, given), ShanghaiTime.date(given));
    }
  }

  private MedicationAdministration administration(
      Stay.Medication medication, String requestName, String at) {
    var administration =
        new MedicationAdministration()
            .setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
    frame.begin(administration, requestName + "/" + at);
    administration.setMedication(new CodeableConcept().setText(medication.name()));
    administration.setSubject(frame.patient());
    administration.setContext(frame.visit());
    administration.setEffective(ShanghaiTime.dateTime(ShanghaiTime.date(at)));
    administration.setRequest(
        new Reference(house.records().reference("MedicationRequest", requestName)));
    administration
        .getDosage()
        .setText(medication.dose() + " " + medication.route())
        .setRoute(new CodeableConcept().setText(medication.route()));
    return administration;
  }

  private DiagnosticReport report(Stay.Report report) {
    var made = new DiagnosticReport().setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    frame.begin(made, stay.number() + "/" + report.at() + "/" + report.code());
    var section = SECTIONS.getOrDefault(report.category(), report.category());
    made.addCategory(coded(Systems.REPORT_SECTION, report.category(), section));
    made.setCode(coded(Systems.LOINC, report.code(), report.name()));
    made.setSubject(frame.patient());
    made.setEncounter(frame.visit());
    var at = ShanghaiTime.date(report.at());
    made.setEffective(ShanghaiTime.dateTime(at));
    made.setIssuedElement(ShanghaiTime.instant(at));
    made.addPerformer(house.asReference());
    made.addResultsInterpreter(house.doctor(report.department()));
    made.setConclusion(report.conclusion());
    return made;
  }

  private DocumentReference document(Stay.Document document) {
    var kind = DOCUMENT_KINDS.get(document.type());
    if (kind == null) {
      throw new IllegalArgumentException("not a kind of document: " + document.type());
    }
    var made = new DocumentReference().setStatus(DocumentReferenceStatus.CURRENT);
    frame.begin(made, stay.number() + "/" + document.type());
    made.setType(
        new CodeableConcept()
            .addCoding(new Coding(Systems.LOINC, kind.loinc(), kind.name()))
            .addCoding(new Coding(Systems.DOCUMENT_KIND, kind.shared(), kind.name()))
            .setText(kind.name()));
    made.setSubject(frame.patient());
    var at = ShanghaiTime.date(document.at());
    made.setDateElement(ShanghaiTime.instant(at));
    made.addAuthor(house.doctor(stay.department()));
    made.setCustodian(house.asReference());
    made.setDescription(house.records().hospital().name() + kind.name());
    var text =
        house.records().hospital().name()
            + kind.name()
            + "\n"
            + String.join("\n", document.text())
            + "\n";
    made.addContent()
        .setAttachment(
            new Attachment()
                .setContentType("text/plain;charset=utf-8")
                .setLanguage("zh-CN")
                .setTitle(kind.name())
                .setCreationElement(ShanghaiTime.dateTime(at))
                .setData(text.getBytes(StandardCharsets.UTF_8)));
    made.getContext().addEncounter(frame.visit());
    made.getContext().setPeriod(ShanghaiTime.period(start, end));
    return made;
  }

  private void writeNewborn(Stay.Newborn newborn, MeasurementWriter measurements) {
    var child = new Reference(house.records().reference("Patient", newborn.patient()));
    newborn.vitals().forEach(vitals -> measurements.vitals(vitals, child));
    newborn.labs().forEach(lab -> measurements.lab(lab, child));
    newborn.underMother().forEach(lab -> measurements.aboutChild(lab, child));
    var condition = new Condition();
    frame.begin(condition, stay.number() + "/newborn/" + newborn.condition().code());
    condition.setClinicalStatus(coded(CLINICAL, "active"));
    condition.setVerificationStatus(coded(VERIFIED, "confirmed"));
    condition.setCode(coded(Systems.ICD10, newborn.condition().code(), newborn.condition().name()));
    condition.setSubject(child);
    condition.setEncounter(frame.visit());
    condition.setRecordedDateElement(ShanghaiTime.dateTime(end));
    house.add(condition, end);
  }

  private String name(Stay.Diagnosis diagnosis) {
    return stay.number() + "/" + diagnosis.code();
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
  }

  private static CodeableConcept coded(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }
}
