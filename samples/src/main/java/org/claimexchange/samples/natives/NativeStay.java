package org.claimexchange.samples.natives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * A stay as a hospital's own systems hold it. Amounts in yuan.
 *
 * @param patient name
 * @param idNumber 居民身份证号码
 * @param male whether a man
 * @param birth date of birth
 * @param number 住院号, at this hospital also 就诊号
 * @param record 病案号
 * @param department where
 * @param admitted first day
 * @param discharged last day
 * @param diagnoses ICD-10 code and name, the main one first
 * @param operation ICD-9-CM-3 code and name
 * @param fees what was charged
 */
public record NativeStay(
    String patient,
    String idNumber,
    boolean male,
    LocalDate birth,
    String number,
    String record,
    String department,
    LocalDate admitted,
    LocalDate discharged,
    List<Coded> diagnoses,
    Coded operation,
    List<Fee> fees) {
  public NativeStay {
    diagnoses = List.copyOf(diagnoses);
    fees = List.copyOf(fees);
  }

  /** A code and its name. */
  public record Coded(String code, String name) {}

  /**
   * A line of the bill.
   *
   * @param feeClass 收费类别, two digits
   * @param nhsaCode 医保编码
   * @param item name
   * @param unit such as 日
   * @param price of one
   * @param quantity how many
   * @param grade 01 甲, 02 乙, 03 丙
   * @param selfFunded 全自费, of the whole line
   */
  public record Fee(
      String feeClass,
      String nhsaCode,
      String item,
      String unit,
      BigDecimal price,
      int quantity,
      String grade,
      BigDecimal selfFunded) {
    BigDecimal amount() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }
  }

  /** 医疗费总额. */
  public BigDecimal total() {
    return fees.stream().map(Fee::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** 自费. */
  public BigDecimal outOfScope() {
    return fees.stream().map(Fee::selfFunded).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** 统筹: 85 of 100 of what is in scope beyond 起付线, to the fen. */
  public BigDecimal pooled() {
    return total()
        .subtract(outOfScope())
        .subtract(DEDUCTIBLE)
        .multiply(new BigDecimal("0.85"))
        .setScale(2, RoundingMode.DOWN);
  }

  /** 自付. */
  public BigDecimal selfPay() {
    return total().subtract(outOfScope()).subtract(pooled());
  }

  /** 个人现金支付. */
  public BigDecimal cash() {
    return selfPay().add(outOfScope()).subtract(ACCOUNT);
  }

  /** 起付线. */
  public static final BigDecimal DEDUCTIBLE = new BigDecimal("500.00");

  /** 个人账户支出. */
  public static final BigDecimal ACCOUNT = new BigDecimal("300.00");

  @Override
  public String toString() {
    return "NativeStay[" + number + "]";
  }
}
