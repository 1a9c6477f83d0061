package org.claimexchange.server.sealing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityRemark;
import org.claimexchange.fhir.summary.AllergyLine;
import org.claimexchange.fhir.summary.Bill;
import org.claimexchange.fhir.summary.ChargeLine;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.fhir.summary.DiagnosisLine;
import org.claimexchange.fhir.summary.DocumentLine;
import org.claimexchange.fhir.summary.Flag;
import org.claimexchange.fhir.summary.MeasurementLine;
import org.claimexchange.fhir.summary.MedicationLine;
import org.claimexchange.fhir.summary.NamedAmount;
import org.claimexchange.fhir.summary.OperationLine;
import org.claimexchange.fhir.summary.PatientLine;
import org.claimexchange.fhir.summary.ReportLine;
import org.claimexchange.fhir.summary.SourceSummary;
import org.claimexchange.fhir.summary.StayLine;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Records of one appendectomy, as documents and as a summary. */
final class SampleRecords {

  static final String PATIENT = "沈若溪";

  private SampleRecords() {}

  static ClaimSummary summary(Instant time, List<Party> sources, String release) {
    List<SourceSummary> summaries = new ArrayList<>();
    for (Party source : sources) {
      summaries.add(source(time, source, release, "ZY20261103" + summaries.size()));
    }
    return new ClaimSummary(claim(), summaries);
  }

  static ClaimCase claim() {
    return new ClaimCase(
        "BA2026110900417",
        "PA2026111200088",
        "P310000202600012345",
        "",
        PATIENT,
        PATIENT,
        "本人",
        "医疗险",
        "住院医疗",
        Optional.of(LocalDate.of(2026, 1, 1)),
        Optional.of(LocalDate.of(2026, 12, 31)),
        Optional.of(LocalDate.of(2026, 11, 3)),
        "疾病",
        new Party("insurer-anxin", "安心示范保险股份有限公司"));
  }

  private static SourceSummary source(Instant time, Party source, String release, String visit) {
    LocalDate from = LocalDate.of(2026, 11, 3);
    return new SourceSummary(
        source,
        release,
        time.minusSeconds(20),
        new PatientLine(PATIENT, "居民身份证", "310104199204117627", "女", "1992-04-11"),
        List.of("就诊信息", "诊断", "手术操作", "检验", "费用清单", "医保结算清单", "出院小结"),
        List.of(
            new StayLine(
                visit,
                "住院",
                "普外科",
                Optional.of(from),
                Optional.of(from.plusDays(5)),
                "转移性右下腹痛 12 小时")),
        List.of(
            new DiagnosisLine(visit, "主要诊断", "急性化脓性阑尾炎", "ICD-10 K35.8", Optional.of(from)),
            new DiagnosisLine(visit, "其他诊断", "轻度贫血", "ICD-10 D64.9", Optional.of(from))),
        List.of(
            new OperationLine(
                visit, "腹腔镜下阑尾切除术", "ICD-9-CM-3 47.01", Optional.of(from.plusDays(1)), "陆行远")),
        List.of(
            new MedicationLine(
                visit, "医嘱", "注射用头孢曲松钠 1 g", "J01DD04", "静脉滴注 2 g 每日一次", Optional.of(from))),
        List.of(new AllergyLine("青霉素", "皮疹", "轻度", Optional.of(from))),
        laboratory(visit, time),
        List.of(
            new MeasurementLine(
                visit, "", "体温", "8310-5", "38.6", "℃", "36.0–37.2", Flag.HIGH, Optional.of(time))),
        List.of(new ReportLine(visit, "检查报告", "阑尾超声", "阑尾增粗，外径约 11 mm，周围少量渗出。", Optional.of(time))),
        List.of(
            new DocumentLine(
                visit,
                "出院小结",
                "出院小结",
                "患者因转移性右下腹痛入院，完善检查后行腹腔镜下阑尾切除术，术后恢复顺利，切口甲级愈合，予以出院。\n出院医嘱：注意休息，一周后门诊复查。",
                Optional.of(time))),
        List.of(bill(visit, from)),
        List.of(
            new QualityRemark(
                QualityRemark.Severity.WARNING,
                QualityRemark.Rule.PLACEHOLDER,
                "ChargeItem.code",
                "1 条费用明细没有医保项目编码。")));
  }

  private static List<MeasurementLine> laboratory(String visit, Instant time) {
    Optional<Instant> at = Optional.of(time);
    return List.of(
        new MeasurementLine(
            visit, "血常规", "白细胞计数", "6690-2", "14.8", "10^9/L", "3.5–9.5", Flag.HIGH, at),
        new MeasurementLine(visit, "血常规", "中性粒细胞百分比", "770-8", "87.2", "%", "40–75", Flag.HIGH, at),
        new MeasurementLine(visit, "血常规", "血红蛋白", "718-7", "108", "g/L", "115–150", Flag.LOW, at),
        new MeasurementLine(
            visit, "血常规", "血小板计数", "777-3", "231", "10^9/L", "125–350", Flag.NONE, at),
        new MeasurementLine(
            visit, "C 反应蛋白", "C 反应蛋白", "1988-5", "62.4", "mg/L", "0–10", Flag.HIGH, at));
  }

  private static Bill bill(String visit, LocalDate from) {
    List<ChargeLine> lines = new ArrayList<>();
    for (int day = 0; day < 5; day++) {
      lines.add(
          charge("床位费（普通病房）", "床位费", "甲", "0", "1", "天", "60.00", "60.00", from.plusDays(day)));
      lines.add(
          charge(
              "注射用头孢曲松钠 1 g", "西药费", "乙", "0.1", "2", "支", "23.50", "47.00", from.plusDays(day)));
    }
    lines.add(
        charge("腹腔镜下阑尾切除术", "手术费", "乙", "0.1", "1", "次", "3280.00", "3280.00", from.plusDays(1)));
    lines.add(charge("一次性穿刺器", "卫生材料费", "丙", "1", "2", "个", "486.00", "972.00", from.plusDays(1)));
    return new Bill(
        visit,
        "31010126",
        "0092417756",
        "8f3a2c",
        Optional.of(from.plusDays(5)),
        "上海市第十示范医院",
        lines,
        List.of(
            amount("床位费", "300.00"),
            amount("西药费", "235.00"),
            amount("手术费", "3280.00"),
            amount("卫生材料费", "972.00")),
        new BigDecimal("4787.00"),
        "JS202611080031",
        List.of(
            amount("统筹基金支付", "2912.40"),
            amount("个人账户支付", "351.50"),
            amount("个人自付", "551.10"),
            amount("个人自费", "972.00")));
  }

  private static NamedAmount amount(String name, String yuan) {
    return new NamedAmount("", name, new BigDecimal(yuan));
  }

  private static ChargeLine charge(
      String name,
      String feeClass,
      String grade,
      String ratio,
      String quantity,
      String unit,
      String price,
      String amount,
      LocalDate day) {
    return new ChargeLine(
        name,
        "",
        feeClass,
        grade,
        Optional.of(new BigDecimal(ratio)),
        Optional.of(new BigDecimal(quantity)),
        unit,
        Optional.of(new BigDecimal(price)),
        Optional.of(new BigDecimal(amount)),
        Optional.of(day));
  }

  static Bundle document(Party source, Instant time, int observations) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.DOCUMENT).setTimestamp(Date.from(time));
    bundle.setId("document-of-" + source.id());
    bundle.getIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:7b0d-" + source.id());
    String organization = "urn:uuid:org-" + source.id();
    String patient = "urn:uuid:patient";
    Composition composition = new Composition();
    composition.setStatus(Composition.CompositionStatus.FINAL).setTitle("理赔资料");
    composition.setCustodian(new Reference(organization));
    composition.setSubject(new Reference(patient));
    bundle.addEntry().setFullUrl("urn:uuid:composition").setResource(composition);
    Organization custodian = new Organization();
    custodian
        .addIdentifier()
        .setSystem("https://claimexchange.org/fhir/NamingSystem/participant")
        .setValue(source.id());
    custodian.setName(source.name());
    bundle.addEntry().setFullUrl(organization).setResource(custodian);
    Patient person = new Patient();
    person.addName().setText(PATIENT);
    bundle.addEntry().setFullUrl(patient).setResource(person);
    for (int i = 0; i < observations; i++) {
      Observation observation = new Observation();
      observation.setStatus(Observation.ObservationStatus.FINAL);
      observation.getCode().setText("白细胞计数");
      observation.setSubject(new Reference(patient));
      observation.setValue(new Quantity().setValue(new BigDecimal("14.80")).setUnit("10^9/L"));
      bundle.addEntry().setFullUrl("urn:uuid:observation-" + i).setResource(observation);
    }
    return bundle;
  }
}
