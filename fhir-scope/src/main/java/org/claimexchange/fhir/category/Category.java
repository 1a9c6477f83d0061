package org.claimexchange.fhir.category;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The categories of records: one table from which the code, the FHIR code system and {@code
 * docs/categories.md} are all made.
 *
 * <p>Sensitivity runs from 1 (lowest) to 5 (highest), after the five data levels of GB/T
 * 39725-2020, section 6. What is off by default is ticked by the person, never for them. The
 * searches are templates: {@code {person}} and {@code {visit}} stand for the subject and the
 * granted visits; see {@link org.claimexchange.fhir.query.SourceQueries}.
 */
public enum Category {
  VISIT(
      "visit",
      "就诊信息",
      "Visits",
      "就诊的医院、科室、日期和类型",
      "Hospital, department, dates and kind of each visit",
      2,
      true,
      "Encounter?patient={person}&{visit}"),
  DIAGNOSIS(
      "diagnosis",
      "诊断",
      "Diagnoses",
      "医生作出的诊断及其编码",
      "What the doctors diagnosed, with codes",
      3,
      true,
      "Condition?patient={person}&encounter={visit}"),
  PROCEDURE(
      "procedure",
      "手术操作",
      "Operations and procedures",
      "做过的手术和操作、日期",
      "Operations and procedures done, with dates",
      3,
      true,
      "Procedure?patient={person}&encounter={visit}"),
  MEDICATION(
      "medication",
      "用药",
      "Medication",
      "医嘱开具和使用的药品及用量",
      "Medicines ordered and used, with doses",
      3,
      true,
      "MedicationRequest?patient={person}&encounter={visit}",
      "MedicationAdministration?patient={person}&context={visit}"),
  LABORATORY(
      "laboratory",
      "检验",
      "Laboratory results",
      "血、尿等化验的结果",
      "Results of blood, urine and other laboratory tests",
      3,
      true,
      "Observation?patient={person}&encounter={visit}&category=laboratory",
      "DiagnosticReport?patient={person}&encounter={visit}&category={laboratory}"),
  IMAGING_REPORT(
      "imaging-report",
      "检查报告",
      "Examination reports",
      "X 光、CT、磁共振、超声、心电图等检查的报告",
      "Reports of X-ray, CT, MRI, ultrasound, ECG and the like",
      3,
      true,
      "Observation?patient={person}&encounter={visit}&category=imaging",
      "DiagnosticReport?patient={person}&encounter={visit}&category={imaging-report}"),
  PATHOLOGY(
      "pathology",
      "病理报告",
      "Pathology reports",
      "组织、细胞病理检查的报告",
      "Reports on tissue and cells",
      4,
      false,
      "DiagnosticReport?patient={person}&encounter={visit}&category={pathology}"),
  VITAL_SIGNS(
      "vital-signs",
      "生命体征",
      "Vital signs",
      "体温、血压、心率、身高、体重等",
      "Temperature, blood pressure, heart rate, height, weight",
      2,
      false,
      "Observation?patient={person}&encounter={visit}&category=vital-signs"),
  ALLERGY(
      "allergy",
      "过敏",
      "Allergies",
      "药物、食物等过敏记录",
      "Allergies to medicines, food and other things",
      3,
      false,
      "AllergyIntolerance?patient={person}"),
  FEE_LIST(
      "fee-list",
      "费用清单",
      "Fee list",
      "每一项收费的名称、数量和金额",
      "Every item charged, with quantity and amount",
      3,
      true,
      "ChargeItem?patient={person}&context={visit}"),
  SETTLEMENT(
      "settlement",
      "医保结算清单",
      "Public insurance settlement",
      "医保基金和个人各付了多少",
      "What the public scheme paid, fund by fund, and what you paid",
      3,
      true,
      "ExplanationOfBenefit?patient={person}&encounter={visit}",
      "Coverage?patient={person}"),
  INVOICE(
      "invoice",
      "电子票据",
      "Electronic invoices",
      "医疗收费电子票据的代码、号码和金额",
      "Code, number and amounts of the electronic invoices",
      3,
      true,
      "Invoice?patient={person}"),
  FRONT_PAGE(
      "front-page",
      "病案首页",
      "Front page of the record",
      "住院病案的首页：住院经过、诊断、手术和费用的概要",
      "Front page of the inpatient record: stay, diagnoses, operations and costs in brief",
      4,
      false,
      "DocumentReference?patient={person}&encounter={visit}&type={front-page}"),
  DISCHARGE_SUMMARY(
      "discharge-summary",
      "出院小结",
      "Discharge summary",
      "出院时医生写的住院经过和医嘱",
      "The doctors' account of the stay and their advice at discharge",
      4,
      true,
      "DocumentReference?patient={person}&encounter={visit}&type={discharge-summary}"),
  ADMISSION_NOTE(
      "admission-note",
      "入院记录",
      "Admission note",
      "入院时的主诉、现病史、既往史和查体",
      "Complaint, history and examination at admission",
      4,
      false,
      "DocumentReference?patient={person}&encounter={visit}&type={admission-note}"),
  OPERATION_NOTE(
      "operation-note",
      "手术记录",
      "Operation note",
      "手术经过的记录",
      "How the operation went",
      4,
      false,
      "DocumentReference?patient={person}&encounter={visit}&type={operation-note}"),
  OUTPATIENT_RECORD(
      "outpatient-record",
      "门急诊病历",
      "Outpatient and emergency record",
      "门诊、急诊医生写的病历",
      "What the doctor wrote at an outpatient or emergency visit",
      4,
      false,
      "DocumentReference?patient={person}&encounter={visit}&type={outpatient-record}"),
  CERTIFICATE(
      "certificate",
      "诊断证明",
      "Medical certificate",
      "医生出具的诊断证明、病假证明",
      "Certificates of diagnosis or sick leave",
      3,
      true,
      "DocumentReference?patient={person}&encounter={visit}&type={certificate}"),
  PRESCRIPTION(
      "prescription",
      "处方",
      "Prescriptions",
      "西药、中成药处方",
      "Prescriptions of medicines",
      3,
      false,
      "MedicationRequest?patient={person}&encounter={visit}",
      "DocumentReference?patient={person}&encounter={visit}&type={prescription}"),
  TCM_PRESCRIPTION(
      "tcm-prescription",
      "中药处方",
      "Traditional-medicine prescriptions",
      "中药饮片处方",
      "Prescriptions of Chinese herbal medicine",
      3,
      false,
      "MedicationRequest?patient={person}&encounter={visit}",
      "DocumentReference?patient={person}&encounter={visit}&type={tcm-prescription}");

  /** Canonical URL of the code system. */
  public static final String SYSTEM = "https://claimexchange.org/fhir/CodeSystem/category";

  private final String code;
  private final String chinese;
  private final String english;
  private final String plainChinese;
  private final String plainEnglish;
  private final int sensitivity;
  private final boolean onByDefault;
  private final List<String> searches;

  Category(
      String code,
      String chinese,
      String english,
      String plainChinese,
      String plainEnglish,
      int sensitivity,
      boolean onByDefault,
      String... searches) {
    this.code = code;
    this.chinese = chinese;
    this.english = english;
    this.plainChinese = plainChinese;
    this.plainEnglish = plainEnglish;
    this.sensitivity = sensitivity;
    this.onByDefault = onByDefault;
    this.searches = List.of(searches);
  }

  /** The code, as it stands in a part and in the code system. */
  public String code() {
    return code;
  }

  /** Chinese name. */
  public String chinese() {
    return chinese;
  }

  /** English name. */
  public String english() {
    return english;
  }

  /** One line for patients: what is in it, in Chinese. */
  public String plainChinese() {
    return plainChinese;
  }

  /** One line for patients: what is in it, in English. */
  public String plainEnglish() {
    return plainEnglish;
  }

  /** From 1 to 5, 5 the most sensitive. */
  public int sensitivity() {
    return sensitivity;
  }

  /** Whether the page ticks it beforehand, where the insurer asks for it. */
  public boolean onByDefault() {
    return onByDefault;
  }

  /** Templates of the FHIR searches that bring its records. */
  public List<String> searches() {
    return searches;
  }

  /** The category of a code; empty for a code that is none of ours. */
  public static Optional<Category> ofCode(String code) {
    return Arrays.stream(values()).filter(category -> category.code.equals(code)).findFirst();
  }
}
