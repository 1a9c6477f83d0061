package org.claimexchange.server.sealing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.quality.QualityRemark;
import org.claimexchange.fhir.summary.Bill;
import org.claimexchange.fhir.summary.NamedAmount;
import org.claimexchange.fhir.summary.PatientLine;
import org.claimexchange.fhir.summary.SourceSummary;
import org.claimexchange.fhir.summary.StayLine;
import org.claimexchange.server.sealing.PdfSheet.Cell;
import org.claimexchange.server.sealing.PdfSheet.Column;
import org.claimexchange.server.sealing.PdfSheet.Fact;

/** The first page: who, which stays, how much, what is missing. */
final class PdfFirstPage {

  private static final String INPATIENT = "住院";

  private final PdfSheet sheet;
  private final PackageContent content;
  private final List<SourceSummary> sources;

  PdfFirstPage(PdfSheet sheet, PackageContent content) {
    this.sheet = sheet;
    this.content = content;
    this.sources = content.summary().sources();
  }

  void write() throws SealingException {
    ClaimCase claim = content.summary().claim();
    sheet.masthead(
        "理赔资料汇总",
        claim.insurer().name()
            + (claim.claimNumber().isEmpty() ? "" : " · 赔案 " + claim.claimNumber()),
        numbers());
    figures();
    sheet.chapter("摘要");
    missing();
    patient();
    claim(claim);
    stays();
    money();
  }

  private List<Fact> numbers() {
    List<Fact> numbers = new ArrayList<>();
    numbers.add(new Fact("封装时间", PdfWords.minute(content.sealedAt())));
    numbers.add(new Fact("资料包", content.delivery()));
    numbers.add(new Fact("授权编号", content.consent().statement().consent()));
    content.supersedes().forEach(before -> numbers.add(new Fact("取代资料包", before)));
    content.supplements().forEach(before -> numbers.add(new Fact("补充资料包", before)));
    return numbers;
  }

  private void figures() throws SealingException {
    List<NamedAmount> totals = totals();
    int remarks = sources.stream().mapToInt(source -> source.remarks().size()).sum();
    sheet.figures(
        List.of(
            new Fact(
                "资料来源",
                sources.size() + " 家 / 授权 " + (sources.size() + content.awaited().size()) + " 家"),
            new Fact("就诊", sources.stream().mapToInt(s -> s.stays().size()).sum() + " 次"),
            new Fact(
                "费用合计（元）",
                totals.isEmpty() ? "未授权或未提供" : PdfWords.yuan(totals.getFirst().amount())),
            new Fact("尚缺来源 / 质量提示", content.awaited().size() + " 家 / " + remarks + " 条")));
  }

  private void missing() throws SealingException {
    sheet.section("尚缺与提示");
    List<String> sentences = new ArrayList<>();
    for (AwaitedSource awaited : content.awaited()) {
      sentences.add(
          "尚缺 "
              + name(awaited.source())
              + "："
              + awaited.reason()
              + awaited.until().map(until -> "；等待至 " + PdfWords.minute(until)).orElse("；不再等待"));
    }
    for (SourceSummary source : sources) {
      long errors =
          source.remarks().stream()
              .filter(remark -> remark.severity() == QualityRemark.Severity.ERROR)
              .count();
      if (errors > 0) {
        sentences.add(source.source().name() + "的资料有 " + errors + " 处影响核赔的问题，详见该来源的“数据质量提示”。");
      }
    }
    if (sentences.isEmpty()) {
      sheet.paragraph("授权的各来源均已返回资料，未发现影响核赔的数据问题。", PdfStyle.BODY);
    } else {
      sheet.warnings(sentences);
    }
  }

  private void patient() throws SealingException {
    sheet.section("患者");
    List<PatientLine> seen = sources.stream().map(SourceSummary::patient).distinct().toList();
    for (PatientLine patient : seen) {
      sheet.facts(
          List.of(
              new Fact("姓名", patient.name()),
              new Fact("性别", patient.sex()),
              new Fact("出生日期", patient.birthDate()),
              new Fact(
                  patient.idKind().isEmpty() ? "证件号码" : patient.idKind(), patient.idNumber())));
    }
    if (seen.size() > 1) {
      sheet.warnings(List.of("各来源登记的患者信息不完全一致，请核对。"));
    }
  }

  private void claim(ClaimCase claim) throws SealingException {
    sheet.section("赔案");
    sheet.facts(
        List.of(
            new Fact("报案号", claim.reportNumber()),
            new Fact("赔案号", claim.claimNumber()),
            new Fact("保单号", claim.policyNumber()),
            new Fact("分单号", claim.certificateNumber()),
            new Fact("投保人", claim.policyholder()),
            new Fact("被保险人", claim.insured()),
            new Fact("与被保险人关系", claim.applicantRelation()),
            new Fact("险类", claim.lineOfBusiness()),
            new Fact("申请类别", claim.claimKind()),
            new Fact("保险期间", period(claim.coverFrom(), claim.coverTo())),
            new Fact("出险日期", PdfWords.day(claim.eventDate())),
            new Fact("出险类型", claim.eventKind())));
  }

  private static String period(Optional<LocalDate> from, Optional<LocalDate> to) {
    return from.isEmpty() && to.isEmpty() ? "" : PdfWords.day(from) + " 至 " + PdfWords.day(to);
  }

  private void stays() throws SealingException {
    sheet.section("就诊");
    List<List<Cell>> rows = new ArrayList<>();
    for (SourceSummary source : sources) {
      for (StayLine stay : source.stays()) {
        rows.add(
            List.of(
                Cell.of(source.source().name()),
                Cell.strong(stay.kind()),
                Cell.of(stay.department()),
                Cell.of(PdfWords.day(stay.from())),
                Cell.of(stay.to().map(LocalDate::toString).orElse("未结束")),
                Cell.of(days(stay)),
                Cell.of(stay.visit())));
      }
    }
    if (rows.isEmpty()) {
      sheet.paragraph("就诊信息未授权或来源未提供。", PdfStyle.BODY);
      return;
    }
    sheet.table(
        List.of(
            Column.text("来源", 2.6f),
            Column.text("类型", 0.9f),
            Column.text("科室", 1.4f),
            Column.text("入院 / 就诊", 1.3f),
            Column.text("出院 / 结束", 1.3f),
            Column.amount("住院天数", 1f),
            Column.text("  就诊号", 1.8f)),
        rows);
  }

  private static String days(StayLine stay) {
    if (!stay.kind().equals(INPATIENT) || stay.from().isEmpty() || stay.to().isEmpty()) {
      return "";
    }
    return String.valueOf(Math.max(1, ChronoUnit.DAYS.between(stay.from().get(), stay.to().get())));
  }

  private void money() throws SealingException {
    sheet.section("费用");
    List<NamedAmount> totals = totals();
    if (totals.isEmpty()) {
      sheet.paragraph("费用资料未授权或来源未提供。", PdfStyle.BODY);
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (NamedAmount total : totals) {
      boolean first = rows.isEmpty();
      rows.add(
          List.of(
              first ? Cell.strong(total.name()) : Cell.of(total.name()),
              first
                  ? Cell.strong(PdfWords.yuan(total.amount()))
                  : Cell.of(PdfWords.yuan(total.amount()))));
    }
    sheet.table(List.of(Column.text("项目", 3f), Column.amount("金额（元）", 1.4f)), rows);
    sheet.paragraph("个人自付与个人自费按来源所报分列，未合并；各来源明细见后。", PdfStyle.LABEL);
  }

  /** The total of all bills, then what each payer paid by the settlements. */
  private List<NamedAmount> totals() {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    sources.stream().flatMap(source -> source.bills().stream()).forEach(bill -> addTo(sums, bill));
    return sums.entrySet().stream()
        .map(sum -> new NamedAmount("", sum.getKey(), sum.getValue()))
        .toList();
  }

  private static void addTo(Map<String, BigDecimal> sums, Bill bill) {
    sums.merge("费用合计", bill.total(), BigDecimal::add);
    bill.payments()
        .forEach(payment -> sums.merge(payment.name(), payment.amount(), BigDecimal::add));
  }

  private String name(String participant) {
    return content.participants().stream()
        .filter(known -> known.id().equals(participant))
        .map(ParticipantName::name)
        .findFirst()
        .orElse(participant);
  }
}
