package org.claimexchange.verifier.trace;

import java.util.Map;

/**
 * The categories' Chinese names, as {@code docs/categories.md} gives them; this module may not
 * depend on the one that holds the table.
 */
public final class CategoryWords {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("visit", "就诊信息"),
          Map.entry("diagnosis", "诊断"),
          Map.entry("procedure", "手术操作"),
          Map.entry("medication", "用药"),
          Map.entry("laboratory", "检验"),
          Map.entry("imaging-report", "检查报告"),
          Map.entry("pathology", "病理报告"),
          Map.entry("vital-signs", "生命体征"),
          Map.entry("allergy", "过敏"),
          Map.entry("fee-list", "费用清单"),
          Map.entry("settlement", "医保结算清单"),
          Map.entry("invoice", "电子票据"),
          Map.entry("front-page", "病案首页"),
          Map.entry("discharge-summary", "出院小结"),
          Map.entry("admission-note", "入院记录"),
          Map.entry("operation-note", "手术记录"),
          Map.entry("outpatient-record", "门急诊病历"),
          Map.entry("certificate", "诊断证明"),
          Map.entry("prescription", "处方"),
          Map.entry("tcm-prescription", "中药处方"));

  private CategoryWords() {}

  /** The name of a code; the code itself where it is not known. */
  public static String of(String code) {
    return NAMES.getOrDefault(code, code);
  }
}
