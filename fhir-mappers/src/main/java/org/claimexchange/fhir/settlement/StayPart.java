package org.claimexchange.fhir.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.CodeList;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.StayCodes;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;

/** 二、门诊慢特病诊疗信息 and 三、住院诊疗信息: visit, diagnoses, operations. */
final class StayPart {
  private final Fields info;
  private final Records records;
  private final Reference person;
  private final Reference hospital;
  private final String visitId;
  private final Reference visit;

  StayPart(Fields info, Records records, Reference person, Reference hospital) {
    this.info = info;
    this.records = records;
    this.person = person;
    this.hospital = hospital;
    this.visitId = info.identity("mdtrt_id", 30);
    this.visit = records.visitReference(Systems.NHSA_VISIT, visitId);
  }

  /**
   * A diagnosis of the list.
   *
   * @param condition what was written
   * @param main 主要诊断
   * @param admission 入院病情
   */
  record Diagnosis(Reference condition, boolean main, Optional<CodeableConcept> admission) {}

  /**
   * An operation of the list.
   *
   * @param procedure what was written
   * @param main 主要手术及操作
   */
  record Operation(Reference procedure, boolean main) {}

  List<Diagnosis> diagnoses(Fields input) {
    var diagnoses = new ArrayList<Diagnosis>();
    for (Fields row : input.rows("diseinfo")) {
      row.known(SettlementFields.DIAGNOSIS);
      var kind = row.optional("diag_type", 3).orElse("1");
      diagnoses.add(
          new Diagnosis(
              condition(row, kind, diagnoses.size()),
              row.optional("maindiag_flag", 3).filter("1"::equals).isPresent(),
              row.code("adm_cond_type", SettlementCodes.ADMISSION_CONDITIONS)
                  .map(CodeList.Coded::concept)));
    }
    for (Fields row : input.rows("opspdiseinfo")) {
      row.known(SettlementFields.OUTPATIENT_DIAGNOSIS);
      diagnoses.add(
          new Diagnosis(
              condition(row, "1", diagnoses.size()), diagnoses.isEmpty(), Optional.empty()));
    }
    return diagnoses;
  }

  /** diag_type: 1 西医诊断, 2 中医主病诊断, 3 中医主证诊断. */
  private Reference condition(Fields row, String kind, int number) {
    var code = row.text("diag_code", 50);
    var name = row.text("diag_name", 500);
    boolean tcm = kind.equals("2") || kind.equals("3");
    boolean known = tcm ? Concepts.isTcm(code) : kind.equals("1") && Concepts.isIcd10(code);
    if (!known) {
      row.unknownCode("diag_code", code);
    }
    var concept =
        records.marked(
            known
                ? Concepts.coded(tcm ? Systems.TCM : Systems.ICD10, code, name)
                : Concepts.text(code, name));
    var condition = Clinical.diagnosis(concept, person, visit);
    return records.add(condition, "settlement", visitId, kind, code, name, "" + number);
  }

  List<Operation> operations(Fields input) {
    var operations = new ArrayList<Operation>();
    for (Fields row : input.rows("oprninfo")) {
      row.known(SettlementFields.OPERATION);
      operations.add(
          new Operation(
              operation(row, operations.size()),
              row.optional("oprn_oprt_type", 3).filter("1"::equals).isPresent()));
    }
    for (Fields row : input.rows("opspdiseinfo")) {
      if (row.optional("oprn_oprt_code").isPresent()) {
        operations.add(new Operation(operation(row, operations.size()), operations.isEmpty()));
      }
    }
    return operations;
  }

  private Reference operation(Fields row, int number) {
    var code = row.text("oprn_oprt_code", 50);
    var name = row.text("oprn_oprt_name", 500);
    boolean known = Concepts.isIcd9(code);
    if (!known) {
      row.unknownCode("oprn_oprt_code", code);
    }
    var concept =
        records.marked(
            known ? Concepts.coded(Systems.ICD9CM3, code, name) : Concepts.text(code, name));
    var procedure = Clinical.operation(concept, person, visit);
    var begin = row.optionalTime("oprn_oprt_begntime").or(() -> row.optionalTime("oprn_oprt_date"));
    var end = row.optionalTime("oprn_oprt_endtime");
    if (end.isPresent()) {
      procedure.setPerformed(Clinical.period(begin, end));
    } else {
      begin.ifPresent(procedure::setPerformed);
    }
    Clinical.performer(procedure, "术者", row.optional("oper_dr_name", 100));
    Clinical.performer(procedure, "麻醉医师", row.optional("anst_dr_name", 100));
    return records.add(procedure, "settlement", visitId, code, name, "" + number);
  }

  Reference write(List<Diagnosis> diagnoses, List<Operation> operations) {
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.addIdentifier(Records.identifier(Systems.NHSA_VISIT, visitId));
    info.optional("medcasno", 40)
        .ifPresent(
            number -> encounter.addIdentifier(Records.identifier(Systems.RECORD_NUMBER, number)));
    boolean inpatient = info.optional("adm_time", 40).isPresent();
    encounter.setClass_(classOf(inpatient));
    encounter.setSubject(person);
    encounter.setServiceProvider(hospital);
    if (inpatient) {
      encounter.setPeriod(
          Clinical.period(info.optionalTime("adm_time"), info.optionalTime("dscg_time")));
    } else {
      var day = Optional.of(info.time("opsp_mdtrt_date"));
      encounter.setPeriod(Clinical.period(day, day));
    }
    info.optional("dscg_caty", 100)
        .or(() -> info.optional("opsp_diag_caty", 100))
        .ifPresent(
            department -> encounter.setServiceType(new CodeableConcept().setText(department)));
    admission(encounter);
    info.optional("chfpdr_name", 100)
        .ifPresent(doctor ->
            encounter
                .addParticipant()
                .addType(new CodeableConcept().setText("主诊医师"))
                .setIndividual(new Reference().setDisplay(doctor)));
    for (int i = 0; i < diagnoses.size(); i++) {
      encounter
          .addDiagnosis()
          .setCondition(diagnoses.get(i).condition())
          .setUse(new CodeableConcept().setText(diagnoses.get(i).main() ? "主要诊断" : "其他诊断"))
          .setRankElement(new PositiveIntType(i + 1));
    }
    return records.visit(encounter);
  }

  private Coding classOf(boolean inpatient) {
    if (!inpatient) {
      return new Coding(Systems.ACT_CODE, "AMB", "门诊慢特病");
    }
    return isDayCase()
        ? new Coding(Systems.ACT_CODE, "SS", "日间手术")
        : new Coding(Systems.ACT_CODE, "IMP", "住院");
  }

  private boolean isDayCase() {
    return info.optional("ipt_med_type", 6).filter("2"::equals).isPresent();
  }

  private void admission(Encounter encounter) {
    info.code("adm_way", StayCodes.ADMISSIONS)
        .ifPresent(way -> encounter.getHospitalization().setAdmitSource(way.concept()));
    info.code("dscg_way", StayCodes.DISCHARGES)
        .ifPresent(way -> encounter.getHospitalization().setDischargeDisposition(way.concept()));
  }
}
