package org.claimexchange.samples.data;

import java.time.LocalDate;
import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** The Patient and the public insurance of one person, as each of the hospitals knows them. */
final class PatientWriter {
  private PatientWriter() {}

  static void write(Roster.Person person, SyntheaFile file, House house, Date since) {
    var birth = file.birthDate().plusDays(person.shiftDays());
    var patient = new Patient().setActive(true);
    patient.setId(house.records().id("Patient", person.key()));
    patient.addIdentifier(identifier(person, birth));
    patient.addIdentifier(
        new Identifier()
            .setSystem(Systems.RECORD_NUMBER)
            .setValue("BA" + house.records().id("BA", person.key()).substring(0, 6).toUpperCase()));
    patient.addName(name(person.name()));
    patient.setGender(AdministrativeGender.fromCode(file.gender()));
    patient.setBirthDateElement(new DateType(birth.toString()));
    patient.addTelecom().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue(person.phone());
    patient.addAddress().setText(person.address()).setCity("上海市").setCountry("CN");
    var contact = person.contact();
    if (contact != null) {
      patient
          .addContact()
          .addRelationship(new CodeableConcept().setText(contact.relation()))
          .setName(name(contact.name()));
    }
    house.add(patient, since);
    house.add(coverage(person, house), since);
  }

  private static Coverage coverage(Roster.Person person, House house) {
    var coverage = new Coverage().setStatus(Coverage.CoverageStatus.ACTIVE);
    coverage.setId(house.records().id("Coverage", person.key()));
    coverage.setType(new CodeableConcept().setText(person.insurance()));
    coverage.setBeneficiary(new Reference(house.records().reference("Patient", person.key())));
    coverage.addPayor().setDisplay("上海市医疗保险事业管理中心(示范)");
    return coverage;
  }

  private static Identifier identifier(Roster.Person person, LocalDate birth) {
    if (person.birthCertificate() != null) {
      return new Identifier()
          .setUse(Identifier.IdentifierUse.OFFICIAL)
          .setType(new CodeableConcept().setText("出生医学证明编号"))
          .setSystem(Systems.BIRTH_CERTIFICATE)
          .setValue(person.birthCertificate());
    }
    if (person.region() == null || person.sequence() == null) {
      throw new IllegalArgumentException(person.key() + ": region and sequence are missing");
    }
    return new Identifier()
        .setUse(Identifier.IdentifierUse.OFFICIAL)
        .setType(new CodeableConcept().setText("居民身份证号码"))
        .setSystem(Systems.RESIDENT_ID)
        .setValue(ResidentId.of(person.region(), birth, person.sequence()).value());
  }

  private static HumanName name(String text) {
    return new HumanName()
        .setUse(HumanName.NameUse.OFFICIAL)
        .setText(text)
        .setFamily(text.substring(0, 1))
        .addGiven(text.substring(1));
  }
}
