package org.claimexchange.fhir.scope;

import static org.claimexchange.fhir.scope.Records.*;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/** Records that many rows of the table judge. */
final class TableRecords {
  static final String ALL = "the stay, all categories";
  static final String NEWBORN_NUMBER = "310104197001010012";

  private TableRecords() {}

  static Resource newborn(String number) {
    return person("newborn", number, "孙小燕之子", "2026-10-18", AdministrativeGender.MALE);
  }

  static Condition appendicitis() {
    return diagnosis("c", "K35.8", "急性阑尾炎");
  }

  static Procedure cholecystectomy() {
    return operation("p", "51.2300", "腹腔镜下胆囊切除术");
  }

  static DiagnosticReport report() {
    var report = with(new DiagnosticReport(), "report");
    report.addCategory(concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "检验"));
    report.setCode(concept("http://loinc.org", "58410-2", "血常规"));
    return report.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  static DocumentReference document(String kind) {
    var document = with(new DocumentReference(), "document");
    document.setType(concept("urn:oid:2.16.156.10011.2.4", kind, "文书"));
    document.setSubject(to("Patient", "mother"));
    document.getContext().addEncounter(to("Encounter", "stay"));
    return document;
  }

  static MedicationRequest medicine(String name) {
    var request = with(new MedicationRequest(), "order");
    request.setMedication(new CodeableConcept().setText(name));
    return request.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  static AllergyIntolerance allergy(String day) {
    var allergy = with(new AllergyIntolerance(), "a");
    allergy.setCode(new CodeableConcept().setText("青霉素"));
    return allergy
        .setPatient(to("Patient", "mother"))
        .setRecordedDateElement(new DateTimeType(day));
  }
}
