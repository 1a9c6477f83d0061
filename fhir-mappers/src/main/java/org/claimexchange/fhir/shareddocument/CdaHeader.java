package org.claimexchange.fhir.shareddocument;

import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.Times;
import org.claimexchange.fhir.source.XmlElement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/** The header of a shared document: document, person, hospital, stay. */
final class CdaHeader {
  private static final String ROLE = "recordTarget.patientRole";
  private static final String PATIENT = ROLE + ".patient";
  private static final String INPATIENT_ROOT = "2.16.156.10011.1.12";
  private static final String DEPARTMENT_ROOT = "2.16.156.10011.1.26";
  private static final List<String> PERSON_ROOTS =
      List.of(
          "2.16.156.10011.1.3",
          "2.16.156.10011.1.31",
          "2.16.156.10011.1.32",
          "2.16.156.10011.1.33");

  private final XmlElement root;
  private final CdaReader reader;
  private final Records records;
  private final DocumentKind kind;
  private final String number;

  CdaHeader(XmlElement root, CdaReader reader, Records records, DocumentKind kind) {
    this.root = root;
    this.reader = reader;
    this.records = records;
    this.kind = kind;
    var role = root.at("recordTarget", "patientRole").orElse(root);
    this.number =
        reader
            .id(role, INPATIENT_ROOT)
            .orElseGet(() -> {
              reader.missing(ROLE + ".id[" + INPATIENT_ROOT + "]@extension", role.line());
              return "";
            });
  }

  /** 住院号. */
  String number() {
    return number;
  }

  /** 文档流水号. */
  String documentNumber() {
    return reader.attribute(root, "id", "extension");
  }

  String title() {
    return reader.optionalText(root, "title").orElse(kind.chinese());
  }

  Optional<String> author() {
    return reader.optionalText(root, "author.assignedAuthor.assignedPerson.name");
  }

  Reference person() {
    var patient = root.at("recordTarget", "patientRole", "patient").orElse(root);
    var system =
        PERSON_ROOTS.stream()
            .filter(oid -> reader.id(patient, oid).isPresent())
            .findFirst()
            .orElseGet(() -> {
              reader.missing(
                  PATIENT + ".id[" + PERSON_ROOTS.getFirst() + "]@extension", patient.line());
              return PERSON_ROOTS.getFirst();
            });
    return records.person(
        new PersonData(
            "urn:oid:" + system,
            reader.id(patient, system).orElse(""),
            reader.text(root, PATIENT + ".name"),
            patient
                .at("administrativeGenderCode")
                .flatMap(code -> code.attribute("code"))
                .map(PersonData::gender),
            reader.optionalTime(root, PATIENT + ".birthTime").map(Times::day)));
  }

  Reference custodian() {
    var way = "custodian.assignedCustodian.representedCustodianOrganization";
    return records.institution(
        Systems.INSTITUTION,
        root.at(way.split("\\.", -1))
            .flatMap(organization -> reader.id(organization, "2.16.156.10011.1.5"))
            .orElse(""),
        reader.text(root, way + ".name"));
  }

  Reference visit(Reference person, Reference hospital) {
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.addIdentifier(Records.identifier(Systems.INPATIENT_NUMBER, number));
    encounter.setClass_(new Coding(Systems.ACT_CODE, "IMP", "住院"));
    encounter.setSubject(person);
    encounter.setServiceProvider(hospital);
    var time = "componentOf.encompassingEncounter.effectiveTime";
    boolean discharged = kind == DocumentKind.DISCHARGE_SUMMARY;
    encounter.setPeriod(
        discharged
            ? Clinical.period(
                Optional.of(reader.time(root, time + ".low")),
                Optional.of(reader.time(root, time + ".high")))
            : Clinical.period(
                reader.optionalTime(root, time + ".low").or(() -> reader.optionalTime(root, time)),
                Optional.empty()));
    if (!discharged) {
      encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
    }
    department().ifPresent(name -> encounter.setServiceType(new CodeableConcept().setText(name)));
    return records.visit(encounter);
  }

  /**
   * Bed, room, department, ward and hospital are parts of each other; the id tells which is which.
   */
  private Optional<String> department() {
    return root.at("componentOf", "encompassingEncounter").stream()
        .flatMap(XmlElement::everything)
        .filter(element -> element.name().equals("wholeOrganization"))
        .filter(element ->
            element
                .at("id")
                .flatMap(id -> id.attribute("root"))
                .filter(DEPARTMENT_ROOT::equals)
                .isPresent())
        .flatMap(element -> reader.optionalText(element, "name").stream())
        .findFirst();
  }
}
