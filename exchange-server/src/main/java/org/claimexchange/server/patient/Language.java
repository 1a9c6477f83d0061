package org.claimexchange.server.patient;

import java.util.Arrays;
import java.util.Locale;

/** The languages of the page. */
enum Language {
  CHINESE("zh-CN"),
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** BCP 47. */
  String tag() {
    return tag;
  }

  /** The language of a tag or of an {@code Accept-Language} header; Chinese for any other. */
  static Language of(String wanted) {
    return wanted.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : CHINESE;
  }

  /**
   * The language of exactly this tag.
   *
   * @throws PatientProblemException if there is none
   */
  static Language exactly(String tag) {
    return Arrays.stream(values())
        .filter(one -> one.tag.equals(tag))
        .findFirst()
        .orElseThrow(() -> new PatientProblemException(PatientProblem.MALFORMED));
  }
}
