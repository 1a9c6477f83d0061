package org.claimexchange.fhir.quality;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/**
 * Codes that this person cannot have: of the other sex, or of another age. Blocks of ICD-10
 * (tabular list, chapters XIV, XV, XVI) and chapters of ICD-9-CM volume 3 (operations).
 */
final class Impossible implements QualityRule {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /**
   * Codes from one block to another.
   *
   * @param sex who alone can have them; empty for both
   * @param fromAge youngest age in whole years
   * @param toAge oldest age in whole years
   */
  private record Block(
      String from, String to, Optional<AdministrativeGender> sex, int fromAge, int toAge) {
    boolean holds(String code) {
      return code.length() >= from.length()
          && code.substring(0, from.length()).compareTo(from) >= 0
          && code.substring(0, to.length()).compareTo(to) <= 0;
    }

    boolean fits(Optional<AdministrativeGender> person, Optional<Long> age) {
      boolean rightSex =
          sex.isEmpty()
              || person.isEmpty()
              || (person.get() != AdministrativeGender.MALE
                  && person.get() != AdministrativeGender.FEMALE)
              || person.equals(sex);
      return rightSex && (age.isEmpty() || (age.get() >= fromAge && age.get() <= toAge));
    }
  }

  private static final List<Block> DIAGNOSES =
      List.of(
          female("C51", "C58", 0),
          female("D25", "D28", 0),
          female("N70", "N77", 0),
          female("N80", "N98", 0),
          female("O00", "O99", 10),
          male("C60", "C63"),
          male("D29", "D29"),
          male("N40", "N51"),
          // Conditions of the perinatal period stay with a child, but not past its first years.
          new Block("P00", "P96", Optional.empty(), 0, 2));

  private static final List<Block> OPERATIONS =
      List.of(
          male("60", "64"),
          female("65", "71", 0),
          new Block("72", "75", Optional.of(AdministrativeGender.FEMALE), 10, 60));

  private Optional<Patient> person = Optional.empty();
  private Optional<LocalDate> visit = Optional.empty();
  private final List<Block> diagnosed = new ArrayList<>();
  private final List<Block> operated = new ArrayList<>();

  @Override
  public void add(Resource kept) {
    switch (kept) {
      case Patient patient -> person = person.or(() -> Optional.of(patient));
      case Encounter encounter when encounter.getPeriod().hasStart() ->
          visit = earlier(day(encounter.getPeriod().getStart()));
      case Condition condition -> diagnosed.addAll(blocks(condition.getCode(), DIAGNOSES, true));
      case Procedure procedure -> operated.addAll(blocks(procedure.getCode(), OPERATIONS, false));
      default -> {
        // Tells nothing about the person.
      }
    }
  }

  private Optional<LocalDate> earlier(LocalDate day) {
    return Optional.of(visit.filter(before -> before.isBefore(day)).orElse(day));
  }

  private static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), SHANGHAI);
  }

  private static List<Block> blocks(
      CodeableConcept concept, List<Block> blocks, boolean diagnosis) {
    return concept.getCoding().stream()
        .filter(coding -> coding.hasCode() && coding.hasSystem())
        .filter(coding -> isOf(coding.getSystem(), diagnosis))
        .flatMap(coding -> blocks.stream().filter(block -> block.holds(coding.getCode())))
        .toList();
  }

  @Override
  public List<QualityRemark> remarks() {
    return Stream.of(remark(diagnosed, "Condition.code"), remark(operated, "Procedure.code"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<QualityRemark> remark(List<Block> blocks, String place) {
    var sex = person.filter(Patient::hasGender).map(Patient::getGender);
    var age = age();
    return blocks.stream().allMatch(block -> block.fits(sex, age))
        ? Optional.empty()
        : Optional.of(
            new QualityRemark(Severity.WARNING, Rule.IMPOSSIBLE_CODE, place, "编码与患者的性别或年龄不符。"));
  }

  private Optional<Long> age() {
    var birth = person.filter(Patient::hasBirthDate).map(p -> day(p.getBirthDate()));
    return birth.flatMap(born -> visit.map(day -> ChronoUnit.YEARS.between(born, day)));
  }

  private static boolean isOf(String system, boolean diagnosis) {
    return diagnosis
        ? system.startsWith("http://hl7.org/fhir/sid/icd-10")
            || system.startsWith("urn:oid:2.16.156.10011.2.3.3.11")
        : Stream.of("http://hl7.org/fhir/sid/icd-9-cm", "urn:oid:2.16.156.10011.2.3.3.12")
            .anyMatch(system::equals);
  }

  private static Block female(String from, String to, int fromAge) {
    return new Block(from, to, Optional.of(AdministrativeGender.FEMALE), fromAge, 130);
  }

  private static Block male(String from, String to) {
    return new Block(from, to, Optional.of(AdministrativeGender.MALE), 0, 130);
  }
}
