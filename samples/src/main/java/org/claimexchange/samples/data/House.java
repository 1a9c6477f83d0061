package org.claimexchange.samples.data;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A hospital as an organization: its departments, and a doctor for each of them. */
final class House {
  private final HospitalRecords records;
  private final Roster roster;
  private final FhirContext fhir;
  private final int offset;

  House(HospitalRecords records, Roster roster, FhirContext fhir) {
    this.records = records;
    this.roster = roster;
    this.fhir = fhir;
    // So that the two hospitals do not employ the same doctors.
    this.offset = roster.hospitals().indexOf(records.hospital()) * 7 + 1;
  }

  /** Adds the organization and its doctors to the records. */
  void open(Date since) {
    var hospital = records.hospital();
    var organization = new Organization().setActive(true).setName(hospital.name());
    organization.setId(hospital.id());
    organization.addIdentifier(
        new Identifier().setSystem(Systems.INSTITUTION_CODE).setValue(hospital.code()));
    organization.addAddress().setText(hospital.address()).setCity("上海市").setCountry("CN");
    add(organization, since);
    for (var department : roster.departments()) {
      var doctor = new Practitioner().setActive(true);
      doctor.setId(records.id("Practitioner", department));
      doctor.addName().setText(doctorName(department));
      doctor.addQualification().setCode(new CodeableConcept().setText("执业医师(" + department + ")"));
      add(doctor, since);
    }
  }

  /** Adds a resource with the time it was last touched. */
  void add(Resource resource, Date lastUpdated) {
    resource.getMeta().setLastUpdated(lastUpdated);
    records.add(
        resource.fhirType(),
        resource.getIdElement().getIdPart(),
        fhir.newJsonParser().encodeResourceToString(resource));
  }

  HospitalRecords records() {
    return records;
  }

  Reference asReference() {
    var hospital = records.hospital();
    return new Reference("Organization/" + hospital.id()).setDisplay(hospital.name());
  }

  Reference doctor(String department) {
    return new Reference(records.reference("Practitioner", known(department)))
        .setDisplay(doctorName(department));
  }

  CodeableConcept department(String name) {
    var code = "%02d".formatted(roster.departments().indexOf(known(name)) + 1);
    return new CodeableConcept()
        .addCoding(new Coding(Systems.DEPARTMENT, code, name))
        .setText(name);
  }

  private String doctorName(String department) {
    int index = roster.departments().indexOf(known(department)) + offset;
    return pick(roster.surnames(), index) + pick(roster.givenNames(), index * 5);
  }

  private String known(String department) {
    if (!roster.departments().contains(department)) {
      throw new IllegalArgumentException("roster.json has no department " + department);
    }
    return department;
  }

  private static String pick(List<String> names, int index) {
    return names.get(index % names.size());
  }
}
