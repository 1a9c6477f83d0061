package org.claimexchange.samples.data;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of {@code stays/}: a visit as its hospital wrote it down, bill and settlement included.
 *
 * @param kind {@code IMP} or {@code AMB}
 * @param number 住院号 or 门诊号
 * @param recordNumber 病案号, for stays only
 * @param label security label of the whole visit, if it is specially protected
 * @param unlabelled LOINC codes of results whose label the hospital forgot
 * @param start local time in Shanghai, to the minute
 * @param fees class, item, grade, ratio, unit, price, quantity, and when: {@code daily}, a day of
 *     the stay, or a list of days
 */
@JsonIgnoreProperties("comment")
record Stay(
    String patient,
    String hospital,
    @JsonProperty("class") String kind,
    String number,
    @Nullable String recordNumber,
    String department,
    @JsonProperty("protected") @Nullable String label,
    @Nullable List<String> unlabelled,
    String start,
    String end,
    List<Diagnosis> diagnoses,
    List<Operation> procedures,
    List<Medication> medications,
    List<Measurement> vitals,
    List<Measurement> labs,
    List<Report> reports,
    List<Document> documents,
    @Nullable Newborn newborn,
    List<List<Object>> fees,
    BigDecimal deductible,
    BigDecimal pooledRatio,
    BigDecimal accountBalance) {

  record Diagnosis(
      String code, String name, String use, @JsonProperty("protected") @Nullable String label) {}

  record Operation(String code, String name, String at, int minutes) {}

  record Medication(
      String name,
      String dose,
      String route,
      String frequency,
      String start,
      int days,
      List<String> given,
      @JsonProperty("protected") @Nullable String label) {}

  /** Each result: LOINC code, name, value, UCUM unit, lower and upper limit. */
  record Measurement(
      @Nullable String panel, @Nullable String name, String at, List<List<String>> results) {}

  record Report(
      String category, String code, String name, String at, String department, String conclusion) {}

  record Document(String type, String at, List<String> text) {}

  /** What the hospital filed about the child under the mother's visit, or under her name. */
  @JsonIgnoreProperties("comment")
  record Newborn(
      String patient,
      List<Measurement> vitals,
      List<Measurement> labs,
      NamedCode condition,
      List<Measurement> underMother) {}

  record NamedCode(String code, String name) {}

  boolean inpatient() {
    return kind.equals("IMP");
  }

  boolean forgotToLabel(String code) {
    return unlabelled != null && unlabelled.contains(code);
  }
}
