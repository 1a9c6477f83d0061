package org.claimexchange.fhir.shareddocument;

import java.util.Arrays;
import java.util.Optional;
import org.claimexchange.fhir.category.Category;

/** The kinds of shared documents that are mapped. */
enum DocumentKind {
  /** WS/T 500.34-2016. */
  ADMISSION_NOTE("C0034", "入院记录", "47039-3", Category.ADMISSION_NOTE),
  /** WS/T 500.53-2016. */
  DISCHARGE_SUMMARY("C0053", "出院小结", "18842-5", Category.DISCHARGE_SUMMARY);

  private final String code;
  private final String chinese;
  private final String loinc;
  private final Category category;

  DocumentKind(String code, String chinese, String loinc, Category category) {
    this.code = code;
    this.chinese = chinese;
    this.loinc = loinc;
    this.category = category;
  }

  String code() {
    return code;
  }

  String chinese() {
    return chinese;
  }

  String loinc() {
    return loinc;
  }

  Category category() {
    return category;
  }

  static Optional<DocumentKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
