package org.claimexchange.samples.bureau;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A stay as the bureau settled it. It hides itself from logs.
 *
 * @param idNumber of the person, 居民身份证号码
 * @param person name
 * @param male whether a man
 * @param birth day of birth, ISO 8601
 * @param institution 定点医药机构编号
 * @param institutionName of the hospital
 * @param visit 医保就诊ID
 * @param settlement 结算ID
 * @param admitted first day, ISO 8601
 * @param discharged last day, ISO 8601
 * @param diagnoses ICD-10 code and name, the main one first
 * @param amounts in yuan, by code of the settlement-amount system
 */
record SettledStay(
    String idNumber,
    String person,
    boolean male,
    String birth,
    String institution,
    String institutionName,
    String visit,
    String settlement,
    String admitted,
    String discharged,
    List<Diagnosis> diagnoses,
    Map<String, BigDecimal> amounts) {
  SettledStay {
    diagnoses = List.copyOf(diagnoses);
    amounts = Map.copyOf(amounts);
  }

  /** A diagnosis. */
  record Diagnosis(String code, String name) {}

  String amount(String code) {
    return amounts.getOrDefault(code, BigDecimal.ZERO).setScale(2).toPlainString();
  }

  @Override
  public String toString() {
    return "SettledStay[…]";
  }
}
