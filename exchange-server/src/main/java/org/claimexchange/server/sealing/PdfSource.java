package org.claimexchange.server.sealing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.quality.QualityRemark;
import org.claimexchange.fhir.summary.DocumentLine;
import org.claimexchange.fhir.summary.Flag;
import org.claimexchange.fhir.summary.MeasurementLine;
import org.claimexchange.fhir.summary.ReportLine;
import org.claimexchange.fhir.summary.SourceSummary;
import org.claimexchange.server.sealing.PdfSheet.Cell;
import org.claimexchange.server.sealing.PdfSheet.Column;
import org.claimexchange.server.sealing.PdfSheet.Fact;

/** What one source sent. */
final class PdfSource {

  private final PdfSheet sheet;
  private final SourceSummary source;

  PdfSource(PdfSheet sheet, SourceSummary source) {
    this.sheet = sheet;
    this.source = source;
  }

  void write(int place) throws SealingException {
    sheet.chapter(PdfWords.ordinal(place) + "、" + source.source().name());
    sheet.facts(
        List.of(
            new Fact("取得时间", PdfWords.minute(source.retrievedAt())),
            new Fact("放行编号", source.release()),
            new Fact("授权类别", String.join("、", source.categories()))));
    remarks();
    reasons();
    diagnoses();
    operations();
    for (int i = 0; i < source.bills().size(); i++) {
      new PdfBill(sheet, source.bills().get(i)).write(source.bills().size() > 1 ? i + 1 : 0);
    }
    measurements("检验", source.laboratory());
    reports();
    medications();
    measurements("生命体征", source.vitalSigns());
    allergies();
    documents();
  }

  private void remarks() throws SealingException {
    if (source.remarks().isEmpty()) {
      return;
    }
    sheet.section("数据质量提示");
    sheet.warnings(
        source.remarks().stream()
            .map(remark ->
                (remark.severity() == QualityRemark.Severity.ERROR ? "【影响核赔】" : "【提示】")
                    + remark.chinese())
            .toList());
  }

  private void reasons() throws SealingException {
    List<List<Cell>> rows =
        source.stays().stream()
            .map(stay ->
                List.of(
                    Cell.strong(stay.kind()),
                    Cell.of(stay.visit()),
                    Cell.of(stay.department()),
                    Cell.of(PdfWords.day(stay.from())),
                    Cell.of(PdfWords.day(stay.to())),
                    Cell.of(stay.reason())))
            .toList();
    table(
        "就诊",
        List.of(
            Column.text("类型", 0.8f),
            Column.text("就诊号", 1.6f),
            Column.text("科室", 1.3f),
            Column.text("入院 / 就诊", 1.2f),
            Column.text("出院 / 结束", 1.2f),
            Column.text("就诊原因", 3f)),
        rows);
  }

  private void diagnoses() throws SealingException {
    List<List<Cell>> rows =
        source.diagnoses().stream()
            .map(line ->
                List.of(
                    Cell.of(line.role()),
                    Cell.strong(line.name()),
                    Cell.of(line.code()),
                    Cell.of(PdfWords.day(line.date())),
                    Cell.of(line.visit())))
            .toList();
    table(
        "诊断",
        List.of(
            Column.text("类别", 1f),
            Column.text("诊断", 3.2f),
            Column.text("编码", 1.8f),
            Column.text("日期", 1.2f),
            Column.text("就诊号", 1.5f)),
        rows);
  }

  private void operations() throws SealingException {
    List<List<Cell>> rows =
        source.operations().stream()
            .map(line ->
                List.of(
                    Cell.of(PdfWords.day(line.date())),
                    Cell.strong(line.name()),
                    Cell.of(line.code()),
                    Cell.of(line.performer()),
                    Cell.of(line.visit())))
            .toList();
    table(
        "手术操作",
        List.of(
            Column.text("日期", 1.2f),
            Column.text("手术 / 操作", 3.2f),
            Column.text("编码", 1.8f),
            Column.text("术者", 1f),
            Column.text("就诊号", 1.5f)),
        rows);
  }

  private void medications() throws SealingException {
    List<List<Cell>> rows =
        source.medications().stream()
            .map(line ->
                List.of(
                    Cell.of(PdfWords.day(line.date())),
                    Cell.of(line.act()),
                    Cell.of(line.name()),
                    Cell.of(line.dose()),
                    Cell.of(line.code())))
            .toList();
    table(
        "用药",
        List.of(
            Column.text("日期", 1.2f),
            Column.text("类别", 0.9f),
            Column.text("药品", 3f),
            Column.text("用法用量", 2.4f),
            Column.text("编码", 1.6f)),
        rows);
  }

  private void allergies() throws SealingException {
    List<List<Cell>> rows =
        source.allergies().stream()
            .map(line ->
                List.of(
                    Cell.strong(line.substance()),
                    Cell.of(line.reaction()),
                    Cell.of(line.severity()),
                    Cell.of(PdfWords.day(line.recorded()))))
            .toList();
    table(
        "过敏",
        List.of(
            Column.text("过敏原", 2.5f),
            Column.text("反应", 3f),
            Column.text("程度", 1f),
            Column.text("记录日期", 1.2f)),
        rows);
  }

  /** Grouped by report, in the order in which the groups begin; what is out of range stands out. */
  private void measurements(String title, List<MeasurementLine> lines) throws SealingException {
    Map<String, List<MeasurementLine>> groups = new LinkedHashMap<>();
    for (MeasurementLine line : lines) {
      groups.computeIfAbsent(line.group(), group -> new ArrayList<>()).add(line);
    }
    long abnormal = lines.stream().filter(line -> line.flag() != Flag.NONE).count();
    if (!lines.isEmpty()) {
      sheet.section(title + (abnormal > 0 ? "（异常 " + abnormal + " 项）" : ""));
    }
    for (Map.Entry<String, List<MeasurementLine>> group : groups.entrySet()) {
      if (!group.getKey().isEmpty()) {
        sheet.paragraph(group.getKey(), PdfStyle.STRONG);
      }
      sheet.table(
          List.of(
              Column.text("项目", 3f),
              Column.amount("结果", 1.6f),
              Column.text("  ", 0.5f),
              Column.text("单位", 1.2f),
              Column.text("参考范围", 1.7f),
              Column.text("时间", 1.7f)),
          group.getValue().stream().map(PdfSource::measurement).toList());
    }
  }

  private static List<Cell> measurement(MeasurementLine line) {
    PdfStyle style = line.flag() == Flag.NONE ? PdfStyle.CELL : PdfStyle.ABNORMAL;
    return List.of(
        new Cell(line.name(), style),
        new Cell(line.value(), style),
        new Cell(mark(line.flag()), style),
        Cell.of(line.unit()),
        Cell.of(line.range()),
        Cell.of(PdfWords.minute(line.time())));
  }

  private static String mark(Flag flag) {
    return switch (flag) {
      case NONE -> "";
      case LOW -> "↓";
      case HIGH -> "↑";
      case ABNORMAL -> "异常";
    };
  }

  private void reports() throws SealingException {
    List<ReportLine> written =
        source.reports().stream().filter(report -> !report.conclusion().isEmpty()).toList();
    if (written.isEmpty()) {
      return;
    }
    sheet.section("检查与病理报告");
    for (ReportLine report : written) {
      sheet.paragraph(
          report.kind() + " · " + report.name() + " · " + PdfWords.minute(report.time()),
          PdfStyle.STRONG);
      sheet.paragraph(report.conclusion(), PdfStyle.BODY);
    }
  }

  private void documents() throws SealingException {
    if (source.documents().isEmpty()) {
      return;
    }
    sheet.section("病历文书");
    for (DocumentLine document : source.documents()) {
      String title = document.title().isEmpty() ? document.kind() : document.title();
      sheet.paragraph(
          document.kind().equals(title)
              ? title + " · " + PdfWords.minute(document.time())
              : document.kind() + " · " + title + " · " + PdfWords.minute(document.time()),
          PdfStyle.STRONG);
      sheet.paragraph(
          document.text().isEmpty() ? "来源未以文本提供，内容见原始文件或结构化文档。" : document.text(), PdfStyle.BODY);
    }
  }

  private void table(String title, List<Column> columns, List<List<Cell>> rows)
      throws SealingException {
    if (!rows.isEmpty()) {
      sheet.section(title);
      sheet.table(columns, rows);
    }
  }
}
