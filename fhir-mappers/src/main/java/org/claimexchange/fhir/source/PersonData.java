package org.claimexchange.fhir.source;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;

/**
 * Whom a file is about. It hides itself from logs.
 *
 * @param idSystem kind of the number, see {@link org.claimexchange.model.person.IdSystem}
 * @param number of the identity document
 * @param name full name
 * @param gender empty where the file does not say it
 * @param birth day of birth; empty where the file does not say it
 */
public record PersonData(
    String idSystem,
    String number,
    String name,
    Optional<AdministrativeGender> gender,
    Optional<DateType> birth) {
  /** 生理性别代码 (GB/T 2261.1). */
  public static final CodeList GENDERS =
      new CodeList(
          "urn:oid:2.16.156.10011.2.3.3.4",
          Map.of("0", "未知的性别", "1", "男性", "2", "女性", "9", "未说明的性别"));

  /** The gender of a code; {@code unknown} for one that the list does not hold. */
  public static AdministrativeGender gender(String code) {
    return switch (code) {
      case "1", "M", "男" -> AdministrativeGender.MALE;
      case "2", "F", "女" -> AdministrativeGender.FEMALE;
      case "O" -> AdministrativeGender.OTHER;
      default -> AdministrativeGender.UNKNOWN;
    };
  }

  @Override
  public String toString() {
    return "PersonData[…]";
  }
}
