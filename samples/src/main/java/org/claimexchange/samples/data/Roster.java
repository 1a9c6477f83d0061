package org.claimexchange.samples.data;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code roster.json}: who Synthea's people are in the sample hospitals, and who works there.
 *
 * @param hospitals the hospitals
 * @param departments 科室, in the order of their codes
 * @param surnames of doctors
 * @param givenNames of doctors
 * @param patients the patients
 */
@JsonIgnoreProperties("comment")
record Roster(
    List<Hospital> hospitals,
    List<String> departments,
    List<String> surnames,
    List<String> givenNames,
    List<Person> patients) {

  /** One hospital; {@code invoicePrefix} is the code (票据代码) of its e-invoices. */
  record Hospital(String id, String name, String code, String address, String invoicePrefix) {}

  /**
   * One patient.
   *
   * @param key the name under which stays refer to the patient
   * @param synthea how the name of Synthea's file begins
   * @param homes the hospitals that hold records; visits alternate between them
   * @param region of the resident id number; absent for those who have none yet
   * @param shiftDays by how many days all of Synthea's dates, the birth included, move
   */
  record Person(
      String key,
      String synthea,
      String name,
      List<String> homes,
      @Nullable String region,
      @Nullable String sequence,
      @Nullable String birthCertificate,
      String phone,
      String address,
      String insurance,
      int shiftDays,
      @Nullable String maritalStatus,
      @Nullable Contact contact) {}

  /** Whom to call, and who that is to the patient. */
  record Contact(String name, String relation) {}

  Person patient(String key) {
    return patients.stream()
        .filter(person -> person.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("roster.json has no patient " + key));
  }
}
