package org.claimexchange.fhir.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.fhir.source.Remark;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the mappers remarked of a source's own files, one line a field, however many rows repeat it,
 * and never what stands there. A file that was withheld says nothing here: its remarks would tell
 * of it.
 */
final class SourceFiles implements QualityRule {
  /** So many lines a document; what is left off is counted. */
  static final int MOST_LINES = 50;

  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+\\]");

  /** What is told once: a kind at a field, without the number of its row. */
  private record Field(Remark.Kind kind, String path) {
    static Field of(Remark remark) {
      return new Field(remark.kind(), INDEX.matcher(remark.path()).replaceAll(""));
    }
  }

  private final Set<String> passed = new HashSet<>();
  private final List<FileRemarks> files = new ArrayList<>();

  /** What was remarked; it counts where the file passes. */
  void remarks(List<FileRemarks> mapped) {
    files.addAll(mapped);
  }

  @Override
  public void add(Resource kept) {
    if (kept instanceof DocumentReference document) {
      passed.add(document.getIdElement().getIdPart());
    }
  }

  @Override
  public List<QualityRemark> remarks() {
    var untold = new HashSet<>(passed);
    Map<Field, Integer> counts = new LinkedHashMap<>();
    int leftOff = 0;
    for (FileRemarks file : files) {
      // Removed from the set: a file that came twice is told once.
      if (untold.remove(file.document())) {
        file.remarks().forEach(remark -> counts.merge(Field.of(remark), 1, Integer::sum));
        leftOff += file.leftOff();
      }
    }
    var remarks = new ArrayList<QualityRemark>();
    for (var field : counts.entrySet()) {
      if (remarks.size() < MOST_LINES) {
        remarks.add(remark(field.getKey(), field.getValue()));
      } else {
        leftOff += field.getValue();
      }
    }
    if (leftOff > 0) {
      remarks.add(warning(Rule.LEFT_OFF, "来源文件另有 " + leftOff + " 处问题，未逐条列出。"));
    }
    return remarks;
  }

  private static QualityRemark remark(Field field, int count) {
    var place = field.path().isEmpty() ? "来源文件" : "来源文件字段 " + field.path();
    var times = count == 1 ? "" : "（共 " + count + " 处）";
    return warning(
        switch (field.kind()) {
          case UNKNOWN_CODE -> Rule.UNKNOWN_CODE;
          case UNKNOWN_UNIT -> Rule.UNIT;
          case PLACEHOLDER -> Rule.PLACEHOLDER;
          case UNKNOWN_FIELD -> Rule.UNKNOWN_FIELD;
          case CONTRADICTION -> Rule.CONTRADICTION;
          case UNPLACED -> Rule.UNPLACED;
          case LEFT_OUT -> Rule.LEFT_OUT;
        },
        place + "：" + chinese(field.kind()) + times + "。");
  }

  private static String chinese(Remark.Kind kind) {
    return switch (kind) {
      case UNKNOWN_CODE -> "代码不在公布的代码表中，按原文保留";
      case UNKNOWN_UNIT -> "单位不是 UCUM 编码，按原文保留";
      case PLACEHOLDER -> "以占位符代替了真实内容，视为未填";
      case UNKNOWN_FIELD -> "公布的字段表中没有，内容只见于原文件";
      case CONTRADICTION -> "与同一来源的其他内容不一致";
      case UNPLACED -> "看不出属于哪个类别";
      case LEFT_OUT -> "资料包已满，原文件未随附，可向该来源索取；其内容已转为数据";
    };
  }

  private static QualityRemark warning(Rule rule, String chinese) {
    return new QualityRemark(Severity.WARNING, rule, "DocumentReference", chinese);
  }
}
