package org.claimexchange.fhir.frontpage;

import java.math.BigDecimal;
import java.util.Optional;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.StayCodes;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/** Writes one row of front pages: stay, diagnoses, operations, allergy. */
final class FrontPageStay {
  private static final BigDecimal LAST_HOUR = new BigDecimal(23);

  private final Fields row;
  private final Records records;
  private final Reference person;
  private final Reference hospital;
  private final Encounter encounter = new Encounter();
  private final String number;
  private final Reference visit;

  FrontPageStay(Fields row, Records records, Reference person, Reference hospital) {
    this.row = row;
    this.records = records;
    this.person = person;
    this.hospital = hospital;
    this.number = row.identity("BAH", 50) + "/" + row.identity("ZYCS", 5);
    this.visit = records.visitReference(Systems.naming("record-and-stay"), number);
  }

  Reference write() {
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.addIdentifier(Records.identifier(Systems.naming("record-and-stay"), number));
    encounter.addIdentifier(
        Records.identifier(Systems.RECORD_NUMBER, row.optional("BAH", 50).orElse("")));
    encounter.setClass_(new Coding(Systems.ACT_CODE, "IMP", "住院"));
    encounter.setSubject(person);
    encounter.setServiceProvider(hospital);
    encounter.setPeriod(
        Clinical.period(Optional.of(time("RYSJ", "RYSJS")), Optional.of(time("CYSJ", "CYSJS"))));
    row.optional("CYKB", 100)
        .ifPresent(
            department -> encounter.setServiceType(new CodeableConcept().setText(department)));
    row.code("RYTJ", StayCodes.ADMISSIONS)
        .ifPresent(way -> encounter.getHospitalization().setAdmitSource(way.concept()));
    row.code("LYFS", StayCodes.DISCHARGES)
        .ifPresent(way -> encounter.getHospitalization().setDischargeDisposition(way.concept()));
    row.optional("MZZD", 500)
        .ifPresent(
            name -> encounter.addReasonCode(concept("JBBM", row.optional("JBBM", 50), name, true)));
    diagnoses();
    operations();
    allergy();
    return records.visit(encounter);
  }

  /** A day with the hour beside it; the standard's interface has the two apart. */
  private DateTimeType time(String day, String hour) {
    var time = row.time(day);
    var text = time.getValueAsString();
    var beside = row.number(hour);
    boolean split = text != null && text.length() == 10 && beside.isPresent();
    boolean real =
        split
            && beside.get().signum() >= 0
            && beside.get().compareTo(LAST_HOUR) <= 0
            && beside.get().stripTrailingZeros().scale() <= 0;
    return real
        ? new DateTimeType("%sT%02d:00:00+08:00".formatted(text, beside.get().intValueExact()))
        : time;
  }

  private void diagnoses() {
    diagnosis("主要诊断", "JBDM", row.text("ZYZD", 500));
    for (int i = 1; i <= FrontPageFields.MOST; i++) {
      int at = i;
      row.optional("QTZD" + i, 500).ifPresent(name -> diagnosis("其他诊断", "JBDM" + at, name));
    }
    row.optional("WBYY", 500).ifPresent(name -> diagnosis("损伤、中毒的外部原因", "H23", name));
    row.optional("BLZD", 500).ifPresent(name -> diagnosis("病理诊断", "JBMM", name));
  }

  private void diagnosis(String use, String codeField, String name) {
    var code =
        use.equals("主要诊断")
            ? Optional.of(row.text(codeField, 50)).filter(text -> !text.isEmpty())
            : row.optional(codeField, 50);
    var condition = Clinical.diagnosis(concept(codeField, code, name, true), person, visit);
    var written =
        records.add(condition, "front-page", number, use, codeField, code.orElse(""), name);
    encounter
        .addDiagnosis()
        .setCondition(written)
        .setUse(new CodeableConcept().setText(use))
        .setRank(encounter.getDiagnosis().size());
  }

  private CodeableConcept concept(
      String field, Optional<String> code, String name, boolean diagnosis) {
    if (code.isEmpty()) {
      return records.marked(new CodeableConcept().setText(name));
    }
    boolean known = diagnosis ? Concepts.isIcd10(code.get()) : Concepts.isIcd9(code.get());
    if (!known) {
      row.unknownCode(field, code.get());
      return records.marked(Concepts.text(code.get(), name));
    }
    return records.marked(
        Concepts.coded(diagnosis ? Systems.ICD10 : Systems.ICD9CM3, code.get(), name));
  }

  private void operations() {
    for (int i = 1; i <= FrontPageFields.MOST; i++) {
      var name = row.optional("SSJCZMC" + i, 500);
      if (name.isEmpty()) {
        continue;
      }
      var field = "SSJCZBM" + i;
      var code = row.optional(field, 50);
      var procedure = Clinical.operation(concept(field, code, name.get(), false), person, visit);
      row.optionalTime("SSJCZRQ" + i).ifPresent(procedure::setPerformed);
      Clinical.performer(procedure, "术者", row.optional("SZ" + i, 100));
      Clinical.performer(procedure, "麻醉医师", row.optional("MZYS" + i, 100));
      records.add(procedure, "front-page", number, field, code.orElse(""), name.get());
    }
  }

  /** YWGM 2: there is an allergy, GMYW tells to what. */
  private void allergy() {
    var what = row.optional("GMYW", 500);
    boolean has = row.optional("YWGM", 6).filter("2"::equals).isPresent();
    if (has && what.isPresent()) {
      var allergy =
          new AllergyIntolerance()
              .setVerificationStatus(
                  new CodeableConcept()
                      .addCoding(
                          new Coding()
                              .setSystem(
                                  "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification")
                              .setCode("confirmed")))
              .setClinicalStatus(
                  new CodeableConcept()
                      .addCoding(
                          new Coding()
                              .setSystem(
                                  "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical")
                              .setCode("active")))
              .setCode(records.marked(new CodeableConcept().setText(what.get())))
              .setPatient(person)
              .setEncounter(visit);
      records.add(allergy, "front-page", number, what.get());
    }
  }
}
