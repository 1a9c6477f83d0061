package org.claimexchange.fhir.summary;

/**
 * The person.
 *
 * @param name full name
 * @param idKind such as 居民身份证
 * @param idNumber in full: the insurer must compare it
 * @param sex 男, 女, or empty
 * @param birthDate ISO 8601 date, or empty
 */
public record PatientLine(
    String name, String idKind, String idNumber, String sex, String birthDate) {
  @Override
  public String toString() {
    return "PatientLine[…]";
  }
}
