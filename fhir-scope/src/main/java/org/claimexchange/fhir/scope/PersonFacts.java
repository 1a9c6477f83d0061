package org.claimexchange.fhir.scope;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * What a Patient says of the person. It hides itself from logs.
 *
 * @param isSubject whether it has the subject's number
 * @param contradicts whether, having it, it cannot be the subject: birth date or sex differ from
 *     those in a resident id number (GB 11643-1999), or it has a second, valid number of the same
 *     system; so is a newborn filed under its mother's number
 * @param birthDate where it is a full date
 * @param sex {@code male}, {@code female}, or empty
 */
record PersonFacts(
    boolean isSubject, boolean contradicts, Optional<LocalDate> birthDate, String sex) {

  static PersonFacts of(Patient patient, PersonId subject, References references) {
    var birthDate = Days.of(patient.getBirthDateElement());
    var sex = sex(patient);
    boolean second =
        patient.getIdentifier().stream()
            .anyMatch(id ->
                subject.system().uri().equals(id.getSystem())
                    && !subject.number().equals(id.getValue())
                    && id.getUse() != Identifier.IdentifierUse.OLD);
    boolean wrongBirth =
        birthDate.isPresent()
            && birthOf(subject).filter(d -> !d.equals(birthDate.get())).isPresent();
    boolean wrongSex = !sex.isEmpty() && sexOf(subject).filter(s -> !s.equals(sex)).isPresent();
    return new PersonFacts(
        patient.getIdentifier().stream().anyMatch(references::isSubject),
        second || wrongBirth || wrongSex,
        birthDate,
        sex);
  }

  /** Whether two Patients can be the same person. */
  boolean agreesWith(PersonFacts other) {
    boolean birth =
        birthDate.isEmpty() || other.birthDate.isEmpty() || birthDate.equals(other.birthDate);
    return birth && (sex.isEmpty() || other.sex.isEmpty() || sex.equals(other.sex));
  }

  /** The birth date in a resident id number; empty for other documents. */
  static Optional<LocalDate> birthOf(PersonId id) {
    if (id.system() != IdSystem.RESIDENT_ID || id.number().length() != 18) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.parse(id.number().substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> sexOf(PersonId id) {
    if (id.system() != IdSystem.RESIDENT_ID || id.number().length() != 18) {
      return Optional.empty();
    }
    return Optional.of((id.number().charAt(16) - '0') % 2 == 1 ? "male" : "female");
  }

  private static String sex(Patient patient) {
    AdministrativeGender gender = patient.getGender();
    return gender == AdministrativeGender.MALE || gender == AdministrativeGender.FEMALE
        ? gender.toCode()
        : "";
  }

  @Override
  public String toString() {
    return "PersonFacts[…]";
  }
}
